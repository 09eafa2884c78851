-- Accounts, passwords and sessions, kept by better-auth (its compileMigrations() wrote the tables). They live in a
-- schema of their own under a role of their own: the application's role, which runs every other statement, can read
-- neither password hashes nor session tokens, and the sign-in's role can read no conversation.
do $$ begin
  create role peakdesk_auth nologin;
exception when duplicate_object or unique_violation then null; -- roles belong to the server, not to one database
end $$;

do $$ begin
  execute format('grant peakdesk_auth to %I', current_user);
end $$;

create schema auth;
revoke all on schema auth from public;

create table auth."user" (
  "id"            text not null primary key,
  "name"          text not null,
  "email"         text not null unique, -- compulsory in better-auth; ours end in .invalid and receive nothing
  "emailVerified" boolean not null,
  "image"         text,
  "createdAt"     timestamptz default current_timestamp not null,
  "updatedAt"     timestamptz default current_timestamp not null,
  "username"      text unique
);

create table auth."session" (
  "id"        text not null primary key,
  "expiresAt" timestamptz not null,
  "token"     text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId"    text not null references auth."user" ("id") on delete cascade
);
create index "session_userId_idx" on auth."session" ("userId");

create table auth."account" (
  "id"                    text not null primary key,
  "accountId"             text not null,
  "providerId"            text not null,
  "userId"                text not null references auth."user" ("id") on delete cascade,
  "accessToken"           text,
  "refreshToken"          text,
  "idToken"               text,
  "accessTokenExpiresAt"  timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope"                 text,
  "password"              text,
  "createdAt"             timestamptz default current_timestamp not null,
  "updatedAt"             timestamptz not null
);
create index "account_userId_idx" on auth."account" ("userId");

create table auth."verification" (
  "id"         text not null primary key,
  "identifier" text not null,
  "value"      text not null,
  "expiresAt"  timestamptz not null,
  "createdAt"  timestamptz default current_timestamp not null,
  "updatedAt"  timestamptz default current_timestamp not null
);
create index "verification_identifier_idx" on auth."verification" ("identifier");

-- The key that signs session cookies: random, made at the first start. In the database, not in the data folder, so
-- that several processes on one database accept each other's sessions and a restored backup keeps people signed in.
create table auth.installation (
  only_row boolean primary key default true check (only_row),
  secret   text not null
);

grant usage on schema auth to peakdesk_auth;
grant select, insert, update, delete on all tables in schema auth to peakdesk_auth;
