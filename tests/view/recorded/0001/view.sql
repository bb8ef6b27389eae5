CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    username TEXT NOT NULL, username_key TEXT NOT NULL, domain TEXT NOT NULL DEFAULT '',
    uri TEXT, url TEXT, inbox TEXT, shared_inbox TEXT,
    display_name TEXT NOT NULL DEFAULT '', display_key TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '', note_html TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL DEFAULT '[]',
    avatar TEXT, avatar_static TEXT, header TEXT, header_static TEXT,
    avatar_description TEXT NOT NULL DEFAULT '', header_description TEXT NOT NULL DEFAULT '',
    attribution_domains TEXT NOT NULL DEFAULT '[]',
    show_media INTEGER NOT NULL DEFAULT 1, show_media_replies INTEGER NOT NULL DEFAULT 1,
    show_featured INTEGER NOT NULL DEFAULT 1,
    bot INTEGER NOT NULL DEFAULT 0, locked INTEGER NOT NULL DEFAULT 0,
    discoverable INTEGER NOT NULL DEFAULT 0, indexable INTEGER NOT NULL DEFAULT 0,
    show_collections INTEGER NOT NULL DEFAULT 0,
    created_on INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'pending', 'suspended', 'deleted')),
    silenced INTEGER NOT NULL DEFAULT 0,
    imported INTEGER NOT NULL DEFAULT 0
  ) STRICT;
CREATE TABLE account_note (
    account_id INTEGER NOT NULL, target_id INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (account_id, target_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE account_stat (
    account_id INTEGER PRIMARY KEY,
    followers INTEGER NOT NULL DEFAULT 0, following INTEGER NOT NULL DEFAULT 0,
    statuses INTEGER NOT NULL DEFAULT 0, last_status_id INTEGER NOT NULL DEFAULT 0
  ) STRICT;
CREATE TABLE account_word (
    word TEXT NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (word, account_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE actor_key (account_id INTEGER PRIMARY KEY, public_pem TEXT NOT NULL, private_sealed TEXT NOT NULL) STRICT;
CREATE TABLE app (
    id INTEGER PRIMARY KEY, client_id TEXT NOT NULL UNIQUE, secret_hash TEXT NOT NULL, name TEXT NOT NULL,
    website TEXT, redirect_uris TEXT NOT NULL, scopes TEXT NOT NULL, made_at INTEGER NOT NULL
  ) STRICT;
CREATE TABLE block (
    account_id INTEGER NOT NULL, target_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, target_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE bookmark (
    account_id INTEGER NOT NULL, status_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, status_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE command_outcome (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, outcome TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE conversation_mute (
    account_id INTEGER NOT NULL, conversation_id INTEGER NOT NULL, PRIMARY KEY (account_id, conversation_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE conversation_seat (
    account_id INTEGER NOT NULL, conversation_id INTEGER NOT NULL, last_status_id INTEGER NOT NULL,
    unread INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (account_id, conversation_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE domain_block (
    account_id INTEGER NOT NULL, domain TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, domain)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE effect (
    seq INTEGER NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (seq, n)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE endorsement (
    account_id INTEGER NOT NULL, target_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, target_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    seq INTEGER NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (seq, n)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE favourite (
    account_id INTEGER NOT NULL, status_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, status_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE featured_tag (
    id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, UNIQUE (account_id, tag_id)
  ) STRICT;
CREATE TABLE follow (
    follower_id INTEGER NOT NULL, followee_id INTEGER NOT NULL, seq INTEGER NOT NULL,
    reblogs INTEGER NOT NULL DEFAULT 1, notify INTEGER NOT NULL DEFAULT 0, languages TEXT,
    PRIMARY KEY (follower_id, followee_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE follow_request (
    follower_id INTEGER NOT NULL, followee_id INTEGER NOT NULL, seq INTEGER NOT NULL,
    reblogs INTEGER NOT NULL DEFAULT 1, notify INTEGER NOT NULL DEFAULT 0, languages TEXT,
    PRIMARY KEY (follower_id, followee_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE grant_code (
    hash TEXT PRIMARY KEY, app_id INTEGER NOT NULL, account_id INTEGER NOT NULL, redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL, code_challenge TEXT, expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE import_account (
    source TEXT NOT NULL, source_id TEXT NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (source, source_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE import_source (
    account_id INTEGER NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL, status_id INTEGER NOT NULL,
    estimated INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (account_id, source, source_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE list (
    id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, title TEXT NOT NULL,
    replies_policy TEXT NOT NULL DEFAULT 'list', exclusive INTEGER NOT NULL DEFAULT 0
  ) STRICT;
CREATE TABLE list_member (
    list_id INTEGER NOT NULL, account_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (list_id, account_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE marker (
    account_id INTEGER NOT NULL, timeline TEXT NOT NULL, last_read_id INTEGER NOT NULL,
    version INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (account_id, timeline)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE media (
    id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, status_id INTEGER, position INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL, mime TEXT NOT NULL, file TEXT NOT NULL, preview TEXT, bytes INTEGER NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, preview_width INTEGER NOT NULL, preview_height INTEGER NOT NULL,
    blurhash TEXT, description TEXT NOT NULL DEFAULT '', focus_x REAL NOT NULL DEFAULT 0, focus_y REAL NOT NULL DEFAULT 0,
    added_at INTEGER NOT NULL
  ) STRICT;
CREATE TABLE mention (
    status_id INTEGER NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (status_id, account_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE mute (
    account_id INTEGER NOT NULL, target_id INTEGER NOT NULL, seq INTEGER NOT NULL,
    notifications INTEGER NOT NULL DEFAULT 1, expires_at INTEGER, PRIMARY KEY (account_id, target_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE notification (
    id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, kind TEXT NOT NULL,
    from_id INTEGER NOT NULL, status_id INTEGER, at INTEGER NOT NULL, group_key TEXT
  ) STRICT;
CREATE TABLE notification_horizon (account_id INTEGER PRIMARY KEY, cleared_id INTEGER NOT NULL) STRICT;
CREATE TABLE one_time (
    hash TEXT PRIMARY KEY, purpose TEXT NOT NULL, account_id INTEGER, uses_left INTEGER NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE pin (
    account_id INTEGER NOT NULL, status_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, status_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE position (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, last_timed_id INTEGER NOT NULL,
    pruned_seq INTEGER NOT NULL DEFAULT 0
  ) STRICT;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE status (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    uri TEXT, url TEXT,
    visibility INTEGER NOT NULL CHECK (visibility BETWEEN 0 AND 3),
    local INTEGER NOT NULL DEFAULT 1,
    boost_of_id INTEGER, reply_to_id INTEGER, reply_to_account_id INTEGER,
    conversation_id INTEGER NOT NULL,
    text TEXT NOT NULL DEFAULT '', html TEXT NOT NULL DEFAULT '', spoiler TEXT NOT NULL DEFAULT '',
    sensitive INTEGER NOT NULL DEFAULT 0, language TEXT,
    created_at INTEGER NOT NULL, received_at INTEGER NOT NULL, edited_at INTEGER,
    imported INTEGER NOT NULL DEFAULT 0,
    label TEXT
  ) STRICT;
CREATE TABLE status_edit (
    status_id INTEGER NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL,
    html TEXT NOT NULL, spoiler TEXT NOT NULL, sensitive INTEGER NOT NULL, media TEXT NOT NULL,
    replaced_at INTEGER,
    PRIMARY KEY (status_id, n)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE status_stat (
    status_id INTEGER PRIMARY KEY,
    replies INTEGER NOT NULL DEFAULT 0, boosts INTEGER NOT NULL DEFAULT 0, favourites INTEGER NOT NULL DEFAULT 0
  ) STRICT;
CREATE TABLE status_tag (
    tag_id INTEGER NOT NULL, status_id INTEGER NOT NULL, PRIMARY KEY (tag_id, status_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE tag (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE tag_follow (
    account_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, tag_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE tag_use (
    tag_id INTEGER NOT NULL, hour INTEGER NOT NULL, account_id INTEGER NOT NULL, uses INTEGER NOT NULL,
    PRIMARY KEY (tag_id, hour, account_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE token (
    id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, account_id INTEGER, app_id INTEGER,
    scopes TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('app', 'user', 'session')), seq INTEGER NOT NULL
  ) STRICT;
CREATE TABLE user (
    account_id INTEGER PRIMARY KEY,
    email TEXT, password_hash TEXT, role TEXT NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'moderator', 'admin')),
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'pending', 'disabled', 'unclaimed')),
    reason TEXT NOT NULL DEFAULT '',
    locale TEXT, default_visibility INTEGER NOT NULL DEFAULT 0,
    default_sensitive INTEGER NOT NULL DEFAULT 0, default_language TEXT,
    preferences TEXT NOT NULL DEFAULT '{}',
    password_grant INTEGER NOT NULL DEFAULT 0
  ) STRICT;
CREATE INDEX account_avatar ON account (avatar) WHERE avatar IS NOT NULL;
CREATE INDEX account_created ON account (created_on);
CREATE INDEX account_directory ON account (id) WHERE discoverable = 1 AND state = 'active';
CREATE INDEX account_header ON account (header) WHERE header IS NOT NULL;
CREATE UNIQUE INDEX account_name ON account (username_key, domain);
CREATE UNIQUE INDEX account_uri ON account (uri) WHERE uri IS NOT NULL;
CREATE INDEX account_word_account ON account_word (account_id);
CREATE INDEX block_order ON block (account_id, seq);
CREATE INDEX block_target ON block (target_id);
CREATE INDEX bookmark_order ON bookmark (account_id, seq);
CREATE INDEX bookmark_status ON bookmark (status_id);
CREATE INDEX command_outcome_seq ON command_outcome (seq);
CREATE INDEX conversation_mute_conversation ON conversation_mute (conversation_id);
CREATE INDEX conversation_seat_order ON conversation_seat (account_id, last_status_id);
CREATE INDEX favourite_order ON favourite (account_id, seq);
CREATE INDEX favourite_status ON favourite (status_id);
CREATE INDEX follow_followee ON follow (followee_id, seq);
CREATE INDEX follow_follower ON follow (follower_id, seq);
CREATE INDEX follow_notify ON follow (followee_id, follower_id) WHERE notify = 1;
CREATE INDEX follow_request_followee ON follow_request (followee_id, seq);
CREATE INDEX grant_code_expiry ON grant_code (expires_at);
CREATE INDEX import_source_status ON import_source (status_id);
CREATE INDEX list_account ON list (account_id);
CREATE INDEX list_member_account ON list_member (account_id);
CREATE INDEX list_member_order ON list_member (list_id, seq);
CREATE INDEX media_account ON media (account_id, status_id);
CREATE INDEX media_file ON media (file);
CREATE INDEX media_preview ON media (preview) WHERE preview IS NOT NULL;
CREATE INDEX media_status ON media (status_id, position);
CREATE INDEX mention_account ON mention (account_id, status_id);
CREATE INDEX mute_end ON mute (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX mute_order ON mute (account_id, seq);
CREATE INDEX notification_account ON notification (account_id, id);
CREATE INDEX notification_from ON notification (from_id, account_id);
CREATE INDEX notification_group ON notification (account_id, group_key, id) WHERE group_key IS NOT NULL;
CREATE INDEX notification_kind ON notification (account_id, kind, id);
CREATE INDEX notification_status ON notification (status_id) WHERE status_id IS NOT NULL;
CREATE INDEX status_account ON status (account_id, imported, id);
CREATE UNIQUE INDEX status_boost ON status (boost_of_id, account_id) WHERE boost_of_id IS NOT NULL;
CREATE INDEX status_conversation ON status (conversation_id);
CREATE INDEX status_direct ON status (account_id, id) WHERE visibility = 3;
CREATE INDEX status_edit_replaced ON status_edit (replaced_at) WHERE replaced_at IS NOT NULL;
CREATE INDEX status_public ON status (local, id) WHERE visibility = 0 AND boost_of_id IS NULL AND imported = 0
    AND (reply_to_account_id IS NULL OR reply_to_account_id = account_id);
CREATE INDEX status_reply ON status (reply_to_id) WHERE reply_to_id IS NOT NULL;
CREATE INDEX status_tag_status ON status_tag (status_id);
CREATE UNIQUE INDEX status_uri ON status (uri) WHERE uri IS NOT NULL;
CREATE INDEX tag_follow_tag ON tag_follow (tag_id);
CREATE INDEX tag_use_hour ON tag_use (hour, tag_id);
CREATE INDEX token_account ON token (account_id, seq);
CREATE INDEX token_app ON token (app_id, account_id, seq);
CREATE UNIQUE INDEX user_email ON user (email) WHERE email IS NOT NULL;
INSERT INTO "account" VALUES (3146648610700327,'ada','ada','',NULL,NULL,NULL,NULL,'','','','','','[]',NULL,NULL,NULL,NULL,'','','[]',1,1,1,0,0,0,0,0,1795392000000,'active',0,0);
INSERT INTO "account" VALUES (6979311775462577,'bahar','bahar','',NULL,NULL,NULL,NULL,'Bahar','bahar','#tehran','<p><a href="/tags/tehran" class="mention hashtag" rel="tag">#<span>tehran</span></a></p>','','[]',NULL,NULL,NULL,NULL,'','','[]',1,1,1,0,0,0,0,0,1795392000000,'active',0,0);
INSERT INTO "account_stat" VALUES (3146648610700327,1,1,2,3734745458425856);
INSERT INTO "account_stat" VALUES (6979311775462577,1,1,1,3734745458565120);
INSERT INTO "account_word" VALUES ('ada',3146648610700327);
INSERT INTO "account_word" VALUES ('bahar',6979311775462577);
INSERT INTO "bookmark" VALUES (3146648610700327,3734745458360320,17);
INSERT INTO "command_outcome" VALUES ('0b459527-42fc-41a6-8502-823172a1a387',5,'{"answer":{"id":7860210911278261}}');
INSERT INTO "command_outcome" VALUES ('0c26bb17-1a9e-40c6-9a2e-4da6cf989a06',10,'{"answer":{"forgotten":0}}');
INSERT INTO "command_outcome" VALUES ('1cad26b2-fc2c-43f9-9a3e-3d00d2a51e37',11,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('20f3bc9f-719e-427d-ba8c-0eb40cfc0c9c',18,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('2ca6ed75-26cb-4e28-a364-158c895d8445',21,'{"answer":{"id":3734745458565120}}');
INSERT INTO "command_outcome" VALUES ('2d26a9e4-3504-4dee-9f7c-656a149a204a',9,'{"answer":{"more":false}}');
INSERT INTO "command_outcome" VALUES ('3dd6455d-de5a-4a62-972f-a388e76b2215',2,'{"answer":{"id":3146648610700327}}');
INSERT INTO "command_outcome" VALUES ('413b5af8-7591-4e98-a623-d479b9c7f426',8,'{"answer":{"more":false}}');
INSERT INTO "command_outcome" VALUES ('441b605f-ef02-4c86-93a2-8f094678cd29',16,'{"answer":{"id":3734745458425856}}');
INSERT INTO "command_outcome" VALUES ('49a2b704-43c5-4df7-9355-480a87b80d1f',20,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('592a7b20-3faf-489e-91e9-20dbd31dec9a',23,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('675fff67-b3ff-4ed1-aa40-84c31f15d08c',4,'{"answer":{"id":6979311775462577}}');
INSERT INTO "command_outcome" VALUES ('70485654-c814-4bc8-a3b6-9bb7e6a640ad',7,'{"answer":{"more":false}}');
INSERT INTO "command_outcome" VALUES ('718c05ed-a9d2-464c-b382-a57b3adcc693',12,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('7464235d-d76b-41ef-9110-92caa0dd3474',26,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('7d27e313-e6b9-46ff-934d-39be5a4d6260',24,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('83f21e3b-63fe-4e2f-98e9-f7b7267d60df',22,'{"answer":{"id":1044531154267295}}');
INSERT INTO "command_outcome" VALUES ('86fbd313-1ede-4379-8cd1-78cb9a710727',3,'{"answer":{"id":5536106484221788}}');
INSERT INTO "command_outcome" VALUES ('a032d208-dd1b-4f3f-a308-e1abf6cb960a',17,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('a2ec9c25-1055-43d5-a7da-2a5d90672116',19,'{"answer":{"id":3734745458515968}}');
INSERT INTO "command_outcome" VALUES ('a5e1a6dc-7a8f-4df4-a3aa-eb4180877ade',14,'{"answer":{"id":3734745458360320}}');
INSERT INTO "command_outcome" VALUES ('a6311a3b-4066-40d4-8a97-a55eb0d011d8',27,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('beadbd29-4594-420a-820a-a189cc38d92a',13,'{"answer":{"id":3734745458225152}}');
INSERT INTO "command_outcome" VALUES ('d419f65d-3150-4b5c-8be9-297862e2386e',15,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('db30494f-a928-443e-ada2-cec5a21b9db1',25,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('f8bf0f76-5586-4b4b-8e84-82aabceb56d2',6,'{"answer":{}}');
INSERT INTO "command_outcome" VALUES ('found-house',1,'{"answer":{}}');
INSERT INTO "conversation_seat" VALUES (3146648610700327,3734745458565120,3734745458565120,1);
INSERT INTO "conversation_seat" VALUES (6979311775462577,3734745458565120,3734745458565120,0);
INSERT INTO "event" VALUES (2,0,'account-changed','{"accountId":3146648610700327}');
INSERT INTO "event" VALUES (4,0,'account-changed','{"accountId":6979311775462577}');
INSERT INTO "event" VALUES (11,0,'account-counted','{"accountId":6979311775462577}');
INSERT INTO "event" VALUES (11,1,'account-counted','{"accountId":3146648610700327}');
INSERT INTO "event" VALUES (11,2,'followed','{"accountId":6979311775462577,"targetId":3146648610700327,"asked":false}');
INSERT INTO "event" VALUES (11,3,'notification-made','{"id":3734745458073600,"accountId":3146648610700327}');
INSERT INTO "event" VALUES (11,4,'relation-changed','{"accountId":6979311775462577,"targetId":3146648610700327}');
INSERT INTO "event" VALUES (12,0,'account-counted','{"accountId":3146648610700327}');
INSERT INTO "event" VALUES (12,1,'account-counted','{"accountId":6979311775462577}');
INSERT INTO "event" VALUES (12,2,'followed','{"accountId":3146648610700327,"targetId":6979311775462577,"asked":false}');
INSERT INTO "event" VALUES (12,3,'notification-made','{"id":3734745458139136,"accountId":6979311775462577}');
INSERT INTO "event" VALUES (12,4,'relation-changed','{"accountId":3146648610700327,"targetId":6979311775462577}');
INSERT INTO "event" VALUES (13,0,'statuses-counted','{"accountId":3146648610700327,"statuses":1}');
INSERT INTO "event" VALUES (13,1,'status-posted','{"id":3734745458225152,"accountId":3146648610700327,"visibility":0,"boostOfId":null,"boostOfAccountId":null,"replyToId":null,"replyToAccountId":null,"conversationId":3734745458225152,"tagIds":[8362704738311232],"mentionedIds":[6979311775462577],"media":false}');
INSERT INTO "event" VALUES (13,2,'notification-made','{"id":3734745458225153,"accountId":6979311775462577}');
INSERT INTO "event" VALUES (14,0,'statuses-counted','{"accountId":6979311775462577,"statuses":1}');
INSERT INTO "event" VALUES (14,1,'status-posted','{"id":3734745458360320,"accountId":6979311775462577,"visibility":0,"boostOfId":null,"boostOfAccountId":null,"replyToId":3734745458225152,"replyToAccountId":3146648610700327,"conversationId":3734745458225152,"tagIds":[2549826239702405],"mentionedIds":[],"media":false}');
INSERT INTO "event" VALUES (15,0,'status-counted','{"id":3734745458225152}');
INSERT INTO "event" VALUES (15,1,'status-flagged','{"id":3734745458225152,"accountId":6979311775462577}');
INSERT INTO "event" VALUES (15,2,'status-favourited','{"id":3734745458225152,"accountId":6979311775462577,"authorId":3146648610700327}');
INSERT INTO "event" VALUES (15,3,'notification-made','{"id":3734745458397184,"accountId":3146648610700327}');
INSERT INTO "event" VALUES (16,0,'statuses-counted','{"accountId":3146648610700327,"statuses":2}');
INSERT INTO "event" VALUES (16,1,'status-posted','{"id":3734745458425856,"accountId":3146648610700327,"visibility":0,"boostOfId":3734745458360320,"boostOfAccountId":6979311775462577,"replyToId":null,"replyToAccountId":null,"conversationId":3734745458425856,"tagIds":[],"mentionedIds":[],"media":false}');
INSERT INTO "event" VALUES (16,2,'notification-made','{"id":3734745458425857,"accountId":6979311775462577}');
INSERT INTO "event" VALUES (17,0,'status-flagged','{"id":3734745458360320,"accountId":3146648610700327}');
INSERT INTO "event" VALUES (18,0,'status-edited','{"id":3734745458360320,"accountId":6979311775462577,"visibility":0,"conversationId":3734745458225152,"tagIds":[2549826239702405],"addedTagIds":[],"removedTagIds":[],"newlyMentionedIds":[],"noLongerMentionedIds":[],"edited":true,"createdAt":1795415890420}');
INSERT INTO "event" VALUES (18,1,'notification-made','{"id":3734745458487296,"accountId":3146648610700327}');
INSERT INTO "event" VALUES (19,0,'status-posted','{"id":3734745458515968,"accountId":3146648610700327,"visibility":2,"boostOfId":null,"boostOfAccountId":null,"replyToId":null,"replyToAccountId":null,"conversationId":3734745458515968,"tagIds":[],"mentionedIds":[],"media":false}');
INSERT INTO "event" VALUES (20,0,'status-deleted','{"id":3734745458515968,"accountId":3146648610700327,"visibility":2,"boostOfId":null,"replyToId":null,"conversationId":3734745458515968,"tagIds":[],"mentionedIds":[],"createdAt":1795415890458}');
INSERT INTO "event" VALUES (21,0,'status-posted','{"id":3734745458565120,"accountId":6979311775462577,"visibility":3,"boostOfId":null,"boostOfAccountId":null,"replyToId":null,"replyToAccountId":null,"conversationId":3734745458565120,"tagIds":[],"mentionedIds":[3146648610700327],"media":false}');
INSERT INTO "event" VALUES (21,1,'conversation-changed','{"accountId":6979311775462577,"conversationId":3734745458565120}');
INSERT INTO "event" VALUES (21,2,'conversation-changed','{"accountId":3146648610700327,"conversationId":3734745458565120}');
INSERT INTO "event" VALUES (21,3,'notification-made','{"id":3734745458565121,"accountId":3146648610700327}');
INSERT INTO "event" VALUES (22,0,'list-changed','{"listId":1044531154267295,"accountId":3146648610700327}');
INSERT INTO "event" VALUES (23,0,'list-changed','{"listId":1044531154267295,"accountId":3146648610700327}');
INSERT INTO "event" VALUES (24,0,'tag-follow-changed','{"accountId":3146648610700327,"tagId":8362704738311232}');
INSERT INTO "event" VALUES (25,0,'account-changed','{"accountId":6979311775462577}');
INSERT INTO "event" VALUES (27,0,'setting-changed','{"name":"title"}');
INSERT INTO "favourite" VALUES (6979311775462577,3734745458225152,15);
INSERT INTO "follow" VALUES (3146648610700327,6979311775462577,12,1,0,NULL);
INSERT INTO "follow" VALUES (6979311775462577,3146648610700327,11,1,0,NULL);
INSERT INTO "list" VALUES (1044531154267295,3146648610700327,'Roofs','list',0);
INSERT INTO "list_member" VALUES (1044531154267295,6979311775462577,23);
INSERT INTO "marker" VALUES (3146648610700327,'home',3734745458225152,1,1795415890514);
INSERT INTO "mention" VALUES (3734745458565120,3146648610700327);
INSERT INTO "mention" VALUES (3734745458225152,6979311775462577);
INSERT INTO "notification" VALUES (3734745458073600,3146648610700327,'follow',6979311775462577,NULL,1795415890350,'follow-41560');
INSERT INTO "notification" VALUES (3734745458139136,6979311775462577,'follow',3146648610700327,NULL,1795415890366,'follow-41560');
INSERT INTO "notification" VALUES (3734745458225153,6979311775462577,'mention',3146648610700327,3734745458225152,1795415890387,NULL);
INSERT INTO "notification" VALUES (3734745458397184,3146648610700327,'favourite',6979311775462577,3734745458225152,1795415890429,'favourite-3734745458225152-41560');
INSERT INTO "notification" VALUES (3734745458425857,6979311775462577,'reblog',3146648610700327,3734745458360320,1795415890436,'reblog-3734745458360320-41560');
INSERT INTO "notification" VALUES (3734745458487296,3146648610700327,'update',6979311775462577,3734745458360320,1795415890451,NULL);
INSERT INTO "notification" VALUES (3734745458565121,3146648610700327,'mention',6979311775462577,3734745458565120,1795415890470,NULL);
INSERT INTO "one_time" VALUES ('013317754fae3b0c60b4400c1e7ee20468f0a8030c7cf8ce2386335bebd9115c','administrator',NULL,1,1796020688872);
INSERT INTO "position" VALUES (1,'44bec7a14580af07f44bf045d02fb8b0',27,'11986948a4a3c9f72bc78b2332649389da8135655dc5fb0d78a8950f30eb408e',3734745458565121,0);
INSERT INTO "setting" VALUES ('domain','rooftop.test',1795415886960);
INSERT INTO "setting" VALUES ('title','Recorded',1795415893882);
INSERT INTO "status" VALUES (3734745458225152,3146648610700327,NULL,NULL,0,1,NULL,NULL,NULL,3734745458225152,'On the roof #RoofTop with @bahar','<p>On the roof <a href="/tags/RoofTop" class="mention hashtag" rel="tag">#<span>RoofTop</span></a> with <span class="h-card" translate="no"><a href="/@bahar" class="u-url mention">@<span>bahar</span></a></span></p>','',0,NULL,1795415890387,1795415890387,NULL,0,NULL);
INSERT INTO "status" VALUES (3734745458360320,6979311775462577,NULL,NULL,0,1,NULL,3734745458225152,3146648610700327,3734745458225152,'روی بام ما #انتخابات','<p>روی بام ما <a href="/tags/%D8%A7%D9%86%D8%AA%D8%AE%D8%A7%D8%A8%D8%A7%D8%AA" class="mention hashtag" rel="tag">#<span>انتخابات</span></a></p>','',0,NULL,1795415890420,1795415890420,1795415890451,0,NULL);
INSERT INTO "status" VALUES (3734745458425856,3146648610700327,NULL,NULL,0,1,3734745458360320,NULL,NULL,3734745458425856,'','','',0,NULL,1795415890436,1795415890436,NULL,0,NULL);
INSERT INTO "status" VALUES (3734745458565120,6979311775462577,NULL,NULL,3,1,NULL,NULL,NULL,3734745458565120,'@ada only you','<p><span class="h-card" translate="no"><a href="/@ada" class="u-url mention">@<span>ada</span></a></span> only you</p>','',0,NULL,1795415890470,1795415890470,NULL,0,NULL);
INSERT INTO "status_edit" VALUES (3734745458360320,0,1795415890420,'<p>روی بام <a href="/tags/%D8%A7%D9%86%D8%AA%D8%AE%D8%A7%D8%A8%D8%A7%D8%AA" class="mention hashtag" rel="tag">#<span>انتخابات</span></a></p>','',0,'[]',1795415890451);
INSERT INTO "status_stat" VALUES (3734745458225152,1,0,1);
INSERT INTO "status_stat" VALUES (3734745458360320,0,1,0);
INSERT INTO "status_tag" VALUES (8362704738311232,3734745458225152);
INSERT INTO "status_tag" VALUES (2549826239702405,3734745458360320);
INSERT INTO "tag" VALUES (2549826239702405,'انتخابات','انتخابات');
INSERT INTO "tag" VALUES (8362704738311232,'rooftop','RoofTop');
INSERT INTO "tag_follow" VALUES (3146648610700327,8362704738311232,24);
INSERT INTO "tag_use" VALUES (2549826239702405,498726,6979311775462577,1);
INSERT INTO "tag_use" VALUES (8362704738311232,498726,3146648610700327,1);
INSERT INTO "token" VALUES (5536106484221788,'137f92839d5a23914b9967ca8efb31291908b32671d59b4f3b9d9e1c7dede306',3146648610700327,NULL,'read write follow push profile admin:read admin:write','user',3);
INSERT INTO "token" VALUES (7860210911278261,'e51f5ff8015fff46731a4a8054c1f1f048ea81b463fbb977d70d7f904861e8c8',6979311775462577,NULL,'read write follow push profile admin:read admin:write','user',5);
INSERT INTO "user" VALUES (3146648610700327,'ada@example.org','$argon2id$v=19$m=19456,t=2,p=1$PY+V1fCtW1ODHFOniOkgWw$PKPJZ0Y0UvYd9lZPS7kqvax2LYPHaWyUnUSbUsq8NUk','user','active','',NULL,0,0,NULL,'{}',1);
INSERT INTO "user" VALUES (6979311775462577,'bahar@example.org','$argon2id$v=19$m=19456,t=2,p=1$Ok1ytGggeqTyZ5taIrcbyg$ItJndOsm8r0uLsaPeQ+UbBDlHYdohwqp7iEFxQ1fg9Q','user','active','',NULL,0,0,NULL,'{}',1);
PRAGMA user_version = 1;
