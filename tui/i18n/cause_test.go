package i18n

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestCausesAreChinese gets real errors from the system, wraps them, and reads them in Chinese.
func TestCausesAreChinese(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	_, noFile := os.Open(missing)
	_, folder := os.ReadFile(t.TempDir())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_, taken := net.Listen("tcp", address)
	l.Close()
	_, refused := net.Dial("tcp", address)
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	_, late := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	_, untrusted := tls.Dial("tcp", s.Listener.Addr().String(), &tls.Config{RootCAs: x509.NewCertPool()})
	_, port := net.Listen("tcp", "127.0.0.1:nosuchport")
	for want, err := range map[string]error{
		"没有这个文件或文件夹":         noFile,
		"这是文件夹":              folder,
		"端口已被占用":             taken,
		"连接被拒绝":              refused,
		"超时":                 late,
		"证书不是由受信任的机构签发":      untrusted,
		"没有这个端口":             port,
		"没有 no.example 这个主机": &net.DNSError{Name: "no.example", IsNotFound: true},
		"磁盘已满":               syscall.ENOSPC,
		"没有权限":               &os.PathError{Op: "open", Path: "/x", Err: syscall.EACCES},
		"连不上代理：连接被拒绝":        &net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED},
		"":                   errors.New("no such file or directory"), // a text is no cause
	} {
		if got := For(Chinese).Cause(fmt.Errorf("read: %w", err)); got != want {
			t.Errorf("%v is %q, want %q", err, got, want)
		}
		if got := For(English).Cause(err); got != "" {
			t.Errorf("%v is %q in English", err, got)
		}
	}
}
