package main

import "zonewire/tui/i18n"

// text is every sentence that the commands print, in one language. Those with verbs say in a comment what they take.
type text struct {
	RootShort, RootLong, RootExample              string
	SyncShort, SyncLong                           string
	ListShort, ListLong                           string
	ShowShort, ShowLong                           string
	SourcesShort, SourcesListShort                string
	AddShort, AddLong, RemoveShort                string
	CheckShort, CheckLong                         string
	InspectShort, InspectLong                     string
	InspectArticleShort, InspectListShort         string
	DemoShort, DemoLong, VersionShort             string
	FlagHome, FlagLang, FlagSource, FlagPages     string
	FlagJSON, FlagJSONLines, FlagRegion, FlagZone string
	FlagQuery, FlagUnread, FlagLimit, FlagFormat  string
	FlagWidth, FlagBase, FlagExplain, FlagName    string
	FlagKind, FlagSourceRegion, FlagSourceZone    string
	FlagServe, FlagNoReader                       string
	ExportShort, ExportLong, FlagExchange         string
	ImportShort, ImportLong, FlagPicture          string
	FlagColumn, FlagAll, FlagFullText             string
	ZonesShort, ZonesLong, FlagPlaces             string
	ZoneRulesShort, ZoneRulesLong                 string
	ZoneRulesRemoveShort                          string
	ZoneRuleRemoved                               string // number

	FlagPlain string

	FlagDue, FlagWait, SyncWaiting string

	Usage, Examples, Commands, Flags, GlobalFlags string
	HelpShort, FlagHelp                           string

	DoctorShort, DoctorLong, FlagSalvage          string
	DoctorNoCache, DoctorNoTerminal, DoctorLocale string
	DoctorReadOnly, DoctorUnwell                  string
	DoctorNoPlace                                 string
	DoctorNoFolder                                string // folder, why
	DoctorLittleDisk                              string
	ReadOnly                                      string // folder
	DoctorTerminal                                string // TERM, columns, cells of an ambiguous character
	DoctorCache                                   string // articles, unread, starred, MiB
	DoctorSources                                 string // sources, those not well
	DoctorClock                                   string // last sync
	DoctorDisk                                    string // MiB
	DoctorProxy                                   string // address, where it is set
	DoctorNoProxy, WrongProxy                     string
	DoctorNoSource                                string // tables of config.toml
	DoctorNames                                   string
	Salvaged                                      string // articles, statuses, sources, lost, new file, old file
	BackupShort, BackupLong, FlagLogLevel         string

	SetShort, SetLong, SetNothing, FlagURL, FlagInterval string
	FlagLogin, FlagPasswordCommand, FlagKeyring          string
	FlagLegacyTLS, LoginMissing, LoginAlone, NoPassword  string
	UseCommand, PasswordInAddress                        string
	SetDone                                              string // name
	AskPassword                                          string // login and host
	NotImported                                          string // address, why

	BackedUp                  string // file
	RestoreShort, RestoreLong string
	Restored                  string // articles, sources, file
	RestoreKept               string // file

	Stuck                                           string // why
	CleanShort, CleanLong, FlagDryRun, FlagDays     string
	FlagArticles, FlagMegabytes, FlagCleanUnread    string
	Cleaned, WouldClean                             string // articles, megabytes
	NothingBounded                                  string
	RulesShort, RulesLong, RuleAddShort             string
	ViewsShort, ViewsLong, ViewAddShort             string
	KeptListShort, KeptRemoveShort, KeptExportShort string
	KeptImportShort, FlagRuleKind                   string
	KeptMute, KeptRead, KeptWatch, KeptView         string // name, matching articles
	KeptRemoved, KeptSeveral                        string // name
	KeptExported                                    string // queries, file
	WatchShort, WatchLong, FlagWatchQuery           string
	FlagExitCode, NothingWatched                    string
	RuleKinds, NothingToKeep                        string

	Opening                 string // file
	WrongArguments          string // how the command is used
	UsageError              string // what is wrong, the command
	Colon, NotWritten       string
	NotHTTP, NegativeKeep   string
	UnknownCommand          string // word
	NearCommand             string // names
	UnknownFlag             string // flag
	FlagNeedsValue          string // flag
	OneOf                   string // flag, value, what is allowed
	NotNumber, NotPositive  string // flag, value
	Below0                  string // settings
	NotInterval             string // value
	NoArticle               string // number
	NoPlace                 string // text
	NoRegion, NoZone        string // name
	SeveralRegions          string // name, regions
	NoSuchZone              string // name
	SeveralZones            string // name, zones
	Separator               string // between things that are named one after another
	NoSource, NoneCalled    string // name
	Dash                    string
	SyncDone                string // sources, new, updated, failed, time
	Attachment              string
	Prev, Next              string
	NextPage                string // address
	None                    string
	NoTerminal              string
	DemoServing             string // address
	DemoSyncing             string // address
	Added                   string // name, kind, address
	AddedHint               string // name
	FlagSourcePages         string
	SourcesName             string
	SourcesState            string
	SourcesCounts           string
	SourcesAddress          string
	AddUnseen               string // what went wrong
	Removed                 string // name
	NoSources               string
	StateOK                 string
	StateNew                string
	NextTry                 string // since when, next try
	CheckLine               string // articles, fields, neighbours, headline
	Yes, No                 string
	HomeFound               string // offers
	ChooseByFlag, ChooseNow string
	AlsoFeed                string // address, articles
	HaveAlready             string // name
	Exported                string // sources, file
	Imported                string // added, known
}

// textFor returns the texts of a language.
func textFor(lang i18n.Lang) *text {
	if lang == i18n.Chinese {
		return chinese()
	}
	return english()
}
