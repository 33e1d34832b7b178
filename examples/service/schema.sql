-- The shop's own tables. In a real shop they are there already; the last four are what the service adds.
CREATE TABLE IF NOT EXISTS products (code TEXT PRIMARY KEY, name TEXT, alias TEXT, price_fen INT, floor_fen INT, fabric TEXT);
CREATE TABLE IF NOT EXISTS stock (code TEXT, colour TEXT, size TEXT, count INT, PRIMARY KEY (code, colour, size));
CREATE TABLE IF NOT EXISTS orders (no TEXT PRIMARY KEY, customer TEXT, code TEXT, colour TEXT, size TEXT, quantity INT, total_fen INT,
  state TEXT, courier TEXT DEFAULT '', tracking_no TEXT DEFAULT '', remark TEXT DEFAULT '', created_at INT);
CREATE TABLE IF NOT EXISTS coupons (id TEXT PRIMARY KEY, conversation TEXT, fen INT, why TEXT);

-- done: actions that were carried out. outbox: what is said to a customer outside of a request. wakes: when a conversation wants
-- to be woken, and when that is next tried. handoffs: the queue of the service desk.
CREATE TABLE IF NOT EXISTS done (id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS outbox (n INTEGER PRIMARY KEY, id TEXT UNIQUE, conversation TEXT, text TEXT);
CREATE TABLE IF NOT EXISTS wakes (conversation TEXT PRIMARY KEY, at INT, next INT);
CREATE TABLE IF NOT EXISTS handoffs (id TEXT PRIMARY KEY, conversation TEXT, queue TEXT, reason TEXT, level INT, urgent INT, due INT, story TEXT, agent TEXT);

INSERT OR IGNORE INTO products VALUES ('Q101', '水洗棉四件套', '四件套', 26900, 23900, '全棉水洗布'), ('Q201', '乳胶枕', '枕头', 12900, 11500, '泰国乳胶');
INSERT OR IGNORE INTO stock VALUES ('Q101', '雾蓝', '1.5米', 4), ('Q101', '雾蓝', '1.8米', 0), ('Q201', '', '', 30);
INSERT OR IGNORE INTO orders (no, customer, code, colour, size, quantity, total_fen, state, created_at)
  VALUES ('1001', 'buyer-1', 'Q101', '雾蓝', '1.5米', 1, 26900, 'unpaid', 1794880000);
