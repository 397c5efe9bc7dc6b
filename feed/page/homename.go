package page

import "strings"

// newsName is how surely a name is that of a news column: 2 for 新闻 and its like, 1 for what development zones call
// their columns, 0 when it says nothing, -1 when it is surely something else.
func newsName(s string) float64 {
	for _, w := range [...]string{
		"概况", "简介", "领导", "机构", "地图", "联系", "下载", "服务", "互动", "留言", "信箱", "邮箱", "登录", "注册", "办事",
		"查询", "指南", "目录", "年报", "依申请", "咨询", "投诉", "举报", "调查", "访谈", "网站", "首页", "English", "APP",
		"微信", "微博", "相册", "链接", "制度", "版权", "声明", "职能", "历史", "区位", "风光", "电话", "班子", "订阅",
	} {
		if strings.Contains(s, w) {
			return -1
		}
	}
	for _, w := range [...]string{
		"新闻", "要闻", "动态", "资讯", "快讯", "头条", "公告", "公示", "通知", "通告", "快报", "简报", "信息发布", "报道", "新聞",
		"動態", "时讯", "播报", "关注", "聚焦", "热点", "News", "NEWS",
	} {
		if strings.Contains(s, w) {
			return 2
		}
	}
	for _, w := range [...]string{
		"园区", "招商", "政策", "投资", "项目", "产业", "经济", "企业", "科技", "党建", "解读", "建设", "工作", "法规", "文件",
		"活动", "观察", "时政", "社会", "国内", "国际", "财经", "民生", "文化", "开发区", "外资", "外贸", "专题", "公开", "招标",
		"采购", "招聘", "人事", "风采", "分析", "统计", "创新", "故事",
	} {
		if strings.Contains(s, w) {
			return 1
		}
	}
	return 0
}
