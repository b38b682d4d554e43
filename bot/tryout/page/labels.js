/** The page's own words in Chinese and English; the bot's words come from the bot. */

import { store } from "./store.js";

const ZH = {
  connecting: "正在连接…", bot: "机器人", typing: "正在输入", uploading: "正在发送文件", members: "{0} 位成员",
  start: "开始", whatCanItDo: "这个机器人能做什么?", emptyGroup: "这个群里还没有消息。说一句,或者用 /start 叫机器人。",
  people: "以谁的身份聊天", group: "群", noMessages: "还没有消息", speakAs: "以谁的身份说话",
  panel: "幕后", panelHint: "只有试用里看得到:机器人记着哪些提醒、发过什么。拨一拨时钟,看它准时来。",
  openPanel: "打开幕后", closePanel: "关上幕后", due: "等着发", sent: "发过的",
  noDue: "现在没有等着发的提醒。登记一个案件,期限就会出现在这里。", noSent: "还没有发过提醒。",
  clock: "试用时钟", hour: "+1 小时", day: "+1 天", next: "到下一个提醒", moved: "时钟已往前拨 {0}", movedBack: "时钟已往回拨 {0}", 
  jumped: "现在是 {0}", nothingDue: "没有等着发的提醒。先登记一个案件,再来拨时钟。",
  d: "{0} 天", h: "{0} 小时", m: "{0} 分钟", in: "{0}后", ago: "{0}前", now: "现在",
  themeDark: "换成深色", themeLight: "换成浅色", more: "更多", block: "停用机器人", unblock: "重新启用机器人",
  blockedNote: "你停用了这个机器人,它现在发不了消息给你。", addPerson: "添加一个人", nameField: "名字", languageField: "语言", add: "添加",
  message: "消息", placeholder: "发消息…", send: "发送", attach: "添加附件", commands: "命令菜单", menu: "菜单", noCommands: "机器人还没有登记命令。",
  photoOrFile: "照片或文件", sellerMessage: "转发卖家的消息", location: "位置",
  reply: "回复", edit: "修改", copyText: "复制文字", forwardAgain: "再转发给机器人", messageMenu: "消息菜单",
  editing: "修改消息", cancel: "取消", save: "保存", edited: "已编辑", forwardedFrom: "转发自 {0}", you: "你",
  newMessages: "{0} 条新消息", toEnd: "回到最新消息", sendFiles: "发送 {0} 个文件", asPhoto: "作为照片", asFile: "作为文件", asVoice: "作为语音",
  caption: "加一句说明(可不填)", dropPhoto: "作为照片发送", dropFile: "作为文件发送", dropHint: "松开鼠标,可以压缩查看", dropHintFile: "松开鼠标,保留原文件",
  sending: "正在发送…", forwardTitle: "转发卖家的消息", forwardHint: "编一条卖家发来的消息,转发给机器人。",
  senderName: "谁发的", sellerName: "某某女装", sellerText: "亲,这件是清仓款,不支持退货哦", text: "内容", sentAt: "发送时间", forward: "转发",
  locationTitle: "发送位置", latitude: "纬度", longitude: "经度", photo: "照片", album: "相册", document: "文件", video: "视频", voice: "语音", audio: "音频",
  sticker: "贴纸", contact: "联系人", unknown: "这种消息试用页还不会显示", openPhoto: "打开照片", open: "打开", close: "关闭", prev: "上一张", nextPhoto: "下一张",
  spoiler: "隐藏的内容,点一下显示", expand: "展开", collapse: "收起", copied: "已复制:{0}", copyFailed: "浏览器不让复制,请手动选中:{0}", tapToCopy: "点一下复制",
  onlyTelegram: "这个按钮只有在 Telegram 里才能用。", noAnswer: "机器人 10 秒内没有回应这个按钮,再点一次试试。", ok: "好",
  offline: "连不上试用服务器:看看运行 make try 的窗口还在不在。", refused: "服务器没有接受(代码 {0}),请再试一次。",
  tooLong: "一条消息最多 4096 个字,现在有 {0} 个,请分成几条。", theme: "主题",
  count_cases: "案件", count_open: "进行中", count_due: "待发", count_sent: "已发", count_late: "迟到", count_failed: "失败", count_evidence: "证据", count_people: "用户",
  count_messages: "消息", count_pending: "待发",
  state_sent: "已发", state_late: "迟到", state_failed: "失败", state_pending: "待发", state_skipped: "略过", state_done: "完成", state_cancelled: "取消", state_snoozed: "稍后",
};

const EN = {
  connecting: "connecting…", bot: "bot", typing: "typing", uploading: "sending a file", members: "{0} members",
  start: "START", whatCanItDo: "What can this bot do?", emptyGroup: "No messages in this group yet. Say something, or call the bot with /start.",
  people: "Who is chatting", group: "group", noMessages: "no messages yet", speakAs: "Speak as",
  panel: "Behind the scenes", panelHint: "Only in the try-out: what the bot will remind of, and what it has sent. Move the clock and watch it keep time.",
  openPanel: "Open behind the scenes", closePanel: "Close behind the scenes", due: "Coming up", sent: "Sent",
  noDue: "Nothing is waiting. Register a case and its dates appear here.", noSent: "No reminder has been sent yet.",
  clock: "Try-out clock", hour: "+1 hour", day: "+1 day", next: "to the next reminder", moved: "The clock is {0} ahead", movedBack: "The clock is {0} behind",
  jumped: "It is now {0}", nothingDue: "No reminder is waiting. Register a case first, then move the clock.",
  d: "{0} d", h: "{0} h", m: "{0} min", in: "in {0}", ago: "{0} ago", now: "now",
  themeDark: "Switch to dark", themeLight: "Switch to light", more: "More", block: "Block the bot", unblock: "Unblock the bot",
  blockedNote: "You blocked this bot: it cannot write to you now.", addPerson: "Add a person", nameField: "Name", languageField: "Language", add: "Add",
  message: "Message", placeholder: "Message…", send: "Send", attach: "Attach", commands: "Command menu", menu: "Menu", noCommands: "The bot has not set any commands yet.",
  photoOrFile: "Photo or file", sellerMessage: "A seller's message", location: "Location",
  reply: "Reply", edit: "Edit", copyText: "Copy text", forwardAgain: "Forward to the bot again", messageMenu: "Message menu",
  editing: "Edit message", cancel: "Cancel", save: "Save", edited: "edited", forwardedFrom: "Forwarded from {0}", you: "You",
  newMessages: "{0} new", toEnd: "To the latest message", sendFiles: "Send {0} file(s)", asPhoto: "As photos", asFile: "As files", asVoice: "As voice",
  caption: "Add a caption (optional)", dropPhoto: "Send as photos", dropFile: "Send as files", dropHint: "Drop for a quick view", dropHintFile: "Drop to keep the original file",
  sending: "Sending…", forwardTitle: "Forward a seller's message", forwardHint: "Invent a message from the seller and forward it to the bot.",
  senderName: "Sender", sellerName: "Some Dress Shop", sellerText: "Sorry dear, clearance items cannot be returned.", text: "Text", sentAt: "Sent at", forward: "Forward",
  locationTitle: "Send a location", latitude: "Latitude", longitude: "Longitude", photo: "Photo", album: "Album", document: "File", video: "Video", voice: "Voice message", audio: "Audio",
  sticker: "Sticker", contact: "Contact", unknown: "The try-out page cannot show this kind of message yet", openPhoto: "Open photo", open: "Open", close: "Close", prev: "Previous", nextPhoto: "Next",
  spoiler: "Hidden text, tap to reveal", expand: "Show more", collapse: "Show less", copied: "Copied: {0}", copyFailed: "The browser does not allow copying, please select it yourself: {0}", tapToCopy: "Tap to copy",
  onlyTelegram: "This button works only inside Telegram.", noAnswer: "The bot did not answer this button within 10 seconds; tap it once more.", ok: "OK",
  offline: "The try-out server cannot be reached: check that the window running make try is still open.", refused: "The server refused (code {0}), please try again.",
  tooLong: "A message holds at most 4096 characters, this one has {0}: please split it.", theme: "Theme",
  count_cases: "cases", count_open: "open", count_due: "due", count_sent: "sent", count_late: "late", count_failed: "failed", count_evidence: "evidence", count_people: "people",
  count_messages: "messages", count_pending: "pending",
  state_sent: "sent", state_late: "late", state_failed: "failed", state_pending: "pending", state_skipped: "skipped", state_done: "done", state_cancelled: "cancelled", state_snoozed: "snoozed",
};

/** "zh" or "en": the language of the person who is chatting now. */
export function lang() {
  const person = store.person();
  const code = person?.language_code ?? navigator.language ?? "zh";
  return code.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The words called `key` in the current language, with {0}, {1}… filled in; an unknown key comes back undefined. */
export function words(key, ...values) {
  const text = (lang() === "zh" ? ZH : EN)[key];
  return text?.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ""));
}

/** The language-independent mark of a document, for `lang` attributes. */
export const langTag = () => (lang() === "zh" ? "zh-CN" : "en");
