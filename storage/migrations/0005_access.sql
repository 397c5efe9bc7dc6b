-- What sources need beyond their address to be let in. Passwords are never here: login is a name, and the command is
-- what prints the password; with a login and no command it is in the system's keyring.
CREATE TABLE access (
  source     INTEGER PRIMARY KEY,
  login      TEXT NOT NULL,
  command    TEXT NOT NULL,
  legacy_tls INTEGER NOT NULL
);
