-- The database of words on PostgreSQL: a role of its own that owns one database and can nothing else.
-- Run as an administrator: psql -v password="'…'" -f deploy/database.sql
CREATE ROLE justice LOGIN PASSWORD :password CONNECTION LIMIT 40
    NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
CREATE DATABASE justice OWNER justice ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE justice FROM PUBLIC;
ALTER ROLE justice IN DATABASE justice SET statement_timeout = '5s';
ALTER ROLE justice IN DATABASE justice SET lock_timeout = '5s';
ALTER ROLE justice IN DATABASE justice SET idle_in_transaction_session_timeout = '15s';
