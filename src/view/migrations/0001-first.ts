/**
 * The first schema. Ids of statuses, notifications and conversations are timed; all others are random.
 * `seq` in relations is the log sequence they were made at: it orders pages and is never shown.
 * A local account has the domain '' and no uri: local addresses are completed by translators.
 * `replaced_at` of a wording is when a later one took its place; null for the present one and for one that was forgotten.
 */
const house = `
  CREATE TABLE position (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, last_timed_id INTEGER NOT NULL,
    pruned_seq INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE command_outcome (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, outcome TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX command_outcome_seq ON command_outcome (seq);
  CREATE TABLE event (
    seq INTEGER NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (seq, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE effect (
    seq INTEGER NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (seq, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

const accounts = `
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
  CREATE UNIQUE INDEX account_name ON account (username_key, domain);
  CREATE UNIQUE INDEX account_uri ON account (uri) WHERE uri IS NOT NULL;
  CREATE INDEX account_created ON account (created_on);
  CREATE INDEX account_avatar ON account (avatar) WHERE avatar IS NOT NULL;
  CREATE INDEX account_header ON account (header) WHERE header IS NOT NULL;
  CREATE INDEX account_directory ON account (id) WHERE discoverable = 1 AND state = 'active';
  CREATE TABLE account_word (
    word TEXT NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (word, account_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX account_word_account ON account_word (account_id);
  CREATE TABLE account_stat (
    account_id INTEGER PRIMARY KEY,
    followers INTEGER NOT NULL DEFAULT 0, following INTEGER NOT NULL DEFAULT 0,
    statuses INTEGER NOT NULL DEFAULT 0, last_status_id INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE actor_key (account_id INTEGER PRIMARY KEY, public_pem TEXT NOT NULL, private_sealed TEXT NOT NULL) STRICT;
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
  CREATE UNIQUE INDEX user_email ON user (email) WHERE email IS NOT NULL;
  CREATE TABLE app (
    id INTEGER PRIMARY KEY, client_id TEXT NOT NULL UNIQUE, secret_hash TEXT NOT NULL, name TEXT NOT NULL,
    website TEXT, redirect_uris TEXT NOT NULL, scopes TEXT NOT NULL, made_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE token (
    id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, account_id INTEGER, app_id INTEGER,
    scopes TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('app', 'user', 'session')), seq INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX token_account ON token (account_id, seq);
  CREATE INDEX token_app ON token (app_id, account_id, seq);
  CREATE TABLE grant_code (
    hash TEXT PRIMARY KEY, app_id INTEGER NOT NULL, account_id INTEGER NOT NULL, redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL, code_challenge TEXT, expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX grant_code_expiry ON grant_code (expires_at);
  CREATE TABLE one_time (
    hash TEXT PRIMARY KEY, purpose TEXT NOT NULL, account_id INTEGER, uses_left INTEGER NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE account_note (
    account_id INTEGER NOT NULL, target_id INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (account_id, target_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE endorsement (
    account_id INTEGER NOT NULL, target_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, target_id)
  ) STRICT, WITHOUT ROWID;
`;

const relations = `
  CREATE TABLE follow (
    follower_id INTEGER NOT NULL, followee_id INTEGER NOT NULL, seq INTEGER NOT NULL,
    reblogs INTEGER NOT NULL DEFAULT 1, notify INTEGER NOT NULL DEFAULT 0, languages TEXT,
    PRIMARY KEY (follower_id, followee_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX follow_followee ON follow (followee_id, seq);
  CREATE INDEX follow_follower ON follow (follower_id, seq);
  CREATE INDEX follow_notify ON follow (followee_id, follower_id) WHERE notify = 1;
  CREATE TABLE follow_request (
    follower_id INTEGER NOT NULL, followee_id INTEGER NOT NULL, seq INTEGER NOT NULL,
    reblogs INTEGER NOT NULL DEFAULT 1, notify INTEGER NOT NULL DEFAULT 0, languages TEXT,
    PRIMARY KEY (follower_id, followee_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX follow_request_followee ON follow_request (followee_id, seq);
  CREATE TABLE block (
    account_id INTEGER NOT NULL, target_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, target_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX block_order ON block (account_id, seq);
  CREATE INDEX block_target ON block (target_id);
  CREATE TABLE mute (
    account_id INTEGER NOT NULL, target_id INTEGER NOT NULL, seq INTEGER NOT NULL,
    notifications INTEGER NOT NULL DEFAULT 1, expires_at INTEGER, PRIMARY KEY (account_id, target_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mute_order ON mute (account_id, seq);
  CREATE INDEX mute_end ON mute (expires_at) WHERE expires_at IS NOT NULL;
  CREATE TABLE domain_block (
    account_id INTEGER NOT NULL, domain TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, domain)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE list (
    id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, title TEXT NOT NULL,
    replies_policy TEXT NOT NULL DEFAULT 'list', exclusive INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX list_account ON list (account_id);
  CREATE TABLE list_member (
    list_id INTEGER NOT NULL, account_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (list_id, account_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX list_member_order ON list_member (list_id, seq);
  CREATE INDEX list_member_account ON list_member (account_id);
  CREATE TABLE marker (
    account_id INTEGER NOT NULL, timeline TEXT NOT NULL, last_read_id INTEGER NOT NULL,
    version INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (account_id, timeline)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE notification (
    id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, kind TEXT NOT NULL,
    from_id INTEGER NOT NULL, status_id INTEGER, at INTEGER NOT NULL, group_key TEXT
  ) STRICT;
  CREATE INDEX notification_account ON notification (account_id, id);
  CREATE INDEX notification_kind ON notification (account_id, kind, id);
  CREATE INDEX notification_group ON notification (account_id, group_key, id) WHERE group_key IS NOT NULL;
  CREATE INDEX notification_status ON notification (status_id) WHERE status_id IS NOT NULL;
  CREATE INDEX notification_from ON notification (from_id, account_id);
  CREATE TABLE notification_horizon (account_id INTEGER PRIMARY KEY, cleared_id INTEGER NOT NULL) STRICT;
`;

const statuses = `
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
  CREATE INDEX status_account ON status (account_id, imported, id);
  CREATE UNIQUE INDEX status_boost ON status (boost_of_id, account_id) WHERE boost_of_id IS NOT NULL;
  CREATE INDEX status_reply ON status (reply_to_id) WHERE reply_to_id IS NOT NULL;
  CREATE INDEX status_conversation ON status (conversation_id);
  CREATE UNIQUE INDEX status_uri ON status (uri) WHERE uri IS NOT NULL;
  CREATE INDEX status_public ON status (local, id) WHERE visibility = 0 AND boost_of_id IS NULL AND imported = 0
    AND (reply_to_account_id IS NULL OR reply_to_account_id = account_id);
  CREATE INDEX status_direct ON status (account_id, id) WHERE visibility = 3;
  CREATE TABLE status_stat (
    status_id INTEGER PRIMARY KEY,
    replies INTEGER NOT NULL DEFAULT 0, boosts INTEGER NOT NULL DEFAULT 0, favourites INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE status_edit (
    status_id INTEGER NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL,
    html TEXT NOT NULL, spoiler TEXT NOT NULL, sensitive INTEGER NOT NULL, media TEXT NOT NULL,
    replaced_at INTEGER,
    PRIMARY KEY (status_id, n)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX status_edit_replaced ON status_edit (replaced_at) WHERE replaced_at IS NOT NULL;
  CREATE TABLE mention (
    status_id INTEGER NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (status_id, account_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mention_account ON mention (account_id, status_id);
  CREATE TABLE favourite (
    account_id INTEGER NOT NULL, status_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, status_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX favourite_order ON favourite (account_id, seq);
  CREATE INDEX favourite_status ON favourite (status_id);
  CREATE TABLE bookmark (
    account_id INTEGER NOT NULL, status_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, status_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX bookmark_order ON bookmark (account_id, seq);
  CREATE INDEX bookmark_status ON bookmark (status_id);
  CREATE TABLE pin (
    account_id INTEGER NOT NULL, status_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, status_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE conversation_mute (
    account_id INTEGER NOT NULL, conversation_id INTEGER NOT NULL, PRIMARY KEY (account_id, conversation_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversation_mute_conversation ON conversation_mute (conversation_id);
  CREATE TABLE conversation_seat (
    account_id INTEGER NOT NULL, conversation_id INTEGER NOT NULL, last_status_id INTEGER NOT NULL,
    unread INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (account_id, conversation_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversation_seat_order ON conversation_seat (account_id, last_status_id);
  CREATE TABLE media (
    id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, status_id INTEGER, position INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL, mime TEXT NOT NULL, file TEXT NOT NULL, preview TEXT, bytes INTEGER NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, preview_width INTEGER NOT NULL, preview_height INTEGER NOT NULL,
    blurhash TEXT, description TEXT NOT NULL DEFAULT '', focus_x REAL NOT NULL DEFAULT 0, focus_y REAL NOT NULL DEFAULT 0,
    added_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX media_status ON media (status_id, position);
  CREATE INDEX media_account ON media (account_id, status_id);
  CREATE INDEX media_file ON media (file);
  CREATE INDEX media_preview ON media (preview) WHERE preview IS NOT NULL;
  CREATE TABLE tag (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
  CREATE TABLE status_tag (
    tag_id INTEGER NOT NULL, status_id INTEGER NOT NULL, PRIMARY KEY (tag_id, status_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX status_tag_status ON status_tag (status_id);
  CREATE TABLE tag_use (
    tag_id INTEGER NOT NULL, hour INTEGER NOT NULL, account_id INTEGER NOT NULL, uses INTEGER NOT NULL,
    PRIMARY KEY (tag_id, hour, account_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tag_use_hour ON tag_use (hour, tag_id);
  CREATE TABLE tag_follow (
    account_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (account_id, tag_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tag_follow_tag ON tag_follow (tag_id);
  CREATE TABLE featured_tag (
    id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, UNIQUE (account_id, tag_id)
  ) STRICT;
  CREATE TABLE import_source (
    account_id INTEGER NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL, status_id INTEGER NOT NULL,
    estimated INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (account_id, source, source_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX import_source_status ON import_source (status_id);
  CREATE TABLE import_account (
    source TEXT NOT NULL, source_id TEXT NOT NULL, account_id INTEGER NOT NULL, PRIMARY KEY (source, source_id)
  ) STRICT, WITHOUT ROWID;
`;

export const first = house + accounts + relations + statuses;
