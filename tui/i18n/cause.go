package i18n

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// Cause is what an error of the operating system, the network or TLS means, without what it happened to. "" is a cause
// that is not known, or needs no words: in English the error's own are good.
func (t *Texts) Cause(err error) string {
	if err == nil || t.Lang == English {
		return ""
	}
	for _, words := range []func(error) string{chineseTLS, chineseNetwork, chineseSystem} {
		if text := words(err); text != "" {
			return text
		}
	}
	return ""
}

func chineseTLS(err error) string {
	var (
		invalid   x509.CertificateInvalidError
		name      x509.HostnameError
		untrusted x509.UnknownAuthorityError
		verify    *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
	)
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "证书已过期或尚未生效"
	case errors.As(err, &name):
		return "证书属于别的网站"
	case errors.As(err, &untrusted):
		return "证书不是由受信任的机构签发"
	case errors.As(err, &invalid), errors.As(err, &verify):
		return "证书无效"
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return "对方说的不是 HTTPS"
	case errors.As(err, &alert):
		return "加密协商失败"
	}
	return ""
}

func chineseNetwork(err error) string {
	var (
		lookup  *net.DNSError
		timeout net.Error
		op      *net.OpError
	)
	if errors.As(err, &op) && (op.Op == "proxyconnect" || op.Op == "socks connect") { // as package net/http calls it
		return strings.TrimSuffix("连不上代理："+chineseNetwork(op.Err), "：")
	}
	switch {
	case errors.Is(err, context.Canceled):
		return "已取消"
	case errors.As(err, &lookup) && strings.Contains(lookup.Name, "/"): // such as tcp/99999
		return "没有这个端口"
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return "没有 " + lookup.Name + " 这个主机"
	case errors.As(err, &lookup):
		return "查不到主机 " + lookup.Name
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, syscall.ETIMEDOUT),
		errors.As(err, &timeout) && timeout.Timeout():
		return "超时"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "连接被拒绝"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.ECONNABORTED), errors.Is(err, syscall.EPIPE):
		return "连接中断"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.ENETDOWN), errors.Is(err, syscall.EHOSTUNREACH):
		return "网络不通"
	case errors.Is(err, syscall.EADDRINUSE):
		return "端口已被占用"
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return "没有这个地址"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "内容中断"
	case errors.Is(err, io.EOF):
		return "没有内容"
	}
	return ""
}

func chineseSystem(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "磁盘已满"
	case errors.Is(err, syscall.EROFS):
		return "只读，不可写"
	case errors.Is(err, fs.ErrPermission):
		return "没有权限"
	case errors.Is(err, exec.ErrNotFound):
		return "没有这个程序"
	case errors.Is(err, syscall.ENOTDIR):
		return "路径中有的不是文件夹"
	case errors.Is(err, syscall.EISDIR):
		return "这是文件夹"
	case errors.Is(err, syscall.ENOTEMPTY):
		return "文件夹不是空的"
	case errors.Is(err, fs.ErrExist):
		return "文件已存在"
	case errors.Is(err, fs.ErrNotExist):
		return "没有这个文件或文件夹"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "名字太长"
	case errors.Is(err, syscall.ELOOP):
		return "符号链接互相指向"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "打开的文件太多"
	case errors.Is(err, syscall.EIO):
		return "磁盘读写出错"
	case errors.Is(err, syscall.ENOMEM):
		return "内存不足"
	}
	return ""
}
