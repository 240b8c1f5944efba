-- Limits that several api processes keep together (src/http/limits/several-nodes.ts)

-- A key's windows as of its last admitted request. Not logged: a crash of the database empties it, and what
-- rate_minutes has reserved counts as used then.
CREATE UNLOGGED TABLE rate_windows (
  key_id uuid PRIMARY KEY,
  -- In minutes since the epoch; the requests admitted in it, and for how many of them rate_minutes answers.
  minute integer NOT NULL,
  admitted integer NOT NULL,
  reserved integer NOT NULL,
  -- The day's window before that minute: its requests and its oldest minute.
  earlier integer NOT NULL,
  oldest integer,
  -- When the last requests were admitted, in ms from the beginning of `minute`: a ring as long as the minute's
  -- limit, with `held` entries from place `head` on.
  times integer[] NOT NULL,
  head integer NOT NULL,
  held integer NOT NULL
) WITH (fillfactor = 50);
-- Up to 2 kB: compressing and moving it away at each request would cost more than keeping it in the row.
ALTER TABLE rate_windows ALTER COLUMN times SET STORAGE PLAIN;

-- Takes a key's windows to a minute and to a limit: the old minute gets its true count, the day is counted anew,
-- the ring keeps what is younger than a minute.
CREATE FUNCTION roll_rate_window(w rate_windows, to_minute integer, per_minute integer) RETURNS rate_windows
LANGUAGE plpgsql AS $$
DECLARE
  shift bigint := (to_minute - w.minute)::bigint * 60000;
  kept integer[];
BEGIN
  SELECT coalesce(array_agg(t::integer ORDER BY place), '{}') INTO kept
  FROM (
    SELECT place, w.times[(w.head + place) % cardinality(w.times) + 1] - shift AS t
    FROM generate_series(greatest(0, w.held - per_minute), w.held - 1) place
  ) entries
  WHERE t > -60000;
  w.times := kept || array_fill(0, ARRAY[per_minute - cardinality(kept)]);
  w.head := 0;
  w.held := cardinality(kept);
  IF w.minute = to_minute THEN
    RETURN w;
  END IF;
  IF w.reserved > w.admitted THEN
    UPDATE rate_minutes m SET admitted = w.admitted
    WHERE m.key_id = w.key_id AND m.minute = to_timestamp(w.minute * 60.0);
  END IF;
  SELECT coalesce(sum(m.admitted) FILTER (WHERE m.minute < to_timestamp(to_minute * 60.0)), 0),
    extract(epoch FROM min(m.minute) FILTER (WHERE m.minute < to_timestamp(to_minute * 60.0))) / 60,
    coalesce(max(m.admitted) FILTER (WHERE m.minute = to_timestamp(to_minute * 60.0)), 0)
  INTO w.earlier, w.oldest, w.admitted
  FROM rate_minutes m
  WHERE m.key_id = w.key_id
    AND m.minute BETWEEN to_timestamp((to_minute - 1440) * 60.0) AND to_timestamp(to_minute * 60.0);
  w.reserved := w.admitted;
  w.minute := to_minute;
  RETURN w;
END $$;

-- Admits a request of a key or says how long it must wait. Requests of one key come one after another, at
-- the time of the database (or at `given_ms`). The rules are those of src/http/limits/one-node.ts.
CREATE FUNCTION admit_request(
  of_key uuid, per_minute integer, per_day integer, given_ms double precision,
  OUT is_admitted boolean, OUT wait_ms double precision, OUT now_ms double precision,
  OUT minute_used integer, OUT minute_reset_ms double precision,
  OUT day_used integer, OUT day_reset_ms double precision
) LANGUAGE plpgsql AS $$
DECLARE
  w rate_windows;
  here integer;
  base bigint;
  rolled boolean := false;
  block integer;
BEGIN
  LOOP
    SELECT * INTO w FROM rate_windows r WHERE r.key_id = of_key FOR UPDATE;
    EXIT WHEN FOUND;
    INSERT INTO rate_windows (key_id, minute, admitted, reserved, earlier, times, head, held)
    VALUES (of_key, 0, 0, 0, 0, array_fill(0, ARRAY[per_minute]), 0, 0) ON CONFLICT DO NOTHING;
  END LOOP;

  now_ms := floor(coalesce(given_ms, extract(epoch FROM clock_timestamp()) * 1000));
  IF w.held > 0 THEN
    -- Who had the lock before may have looked at the clock later.
    now_ms := greatest(now_ms, w.minute * 60000::bigint + w.times[(w.head + w.held - 1) % cardinality(w.times) + 1]);
  END IF;
  IF floor(now_ms / 60000) <> w.minute OR per_minute <> cardinality(w.times) THEN
    w := roll_rate_window(w, floor(now_ms / 60000)::integer, per_minute);
    rolled := true;
  END IF;
  base := w.minute * 60000::bigint;
  here := now_ms - base;
  WHILE w.held > 0 AND w.times[w.head + 1] <= here - 60000 LOOP
    w.head := (w.head + 1) % per_minute;
    w.held := w.held - 1;
  END LOOP;
  day_used := w.earlier + w.admitted;

  wait_ms := 0;
  IF w.held >= per_minute THEN
    wait_ms := w.times[w.head + 1] + 60000 - here;
  END IF;
  IF day_used >= per_day THEN
    -- Until so many minutes have left the day that one more request fits.
    wait_ms := greatest(wait_ms, 60000 * (1441 + coalesce((
      SELECT extract(epoch FROM left_at.minute) / 60
      FROM (
        SELECT m.minute, sum(m.admitted) OVER (ORDER BY m.minute) AS freed
        FROM rate_minutes m
        WHERE m.key_id = of_key
          AND m.minute >= to_timestamp((w.minute - 1440) * 60.0) AND m.minute < to_timestamp(w.minute * 60.0)
      ) left_at
      WHERE left_at.freed > day_used - per_day
      ORDER BY left_at.minute LIMIT 1
    ), w.minute)) - now_ms);
  END IF;

  is_admitted := wait_ms = 0;
  IF is_admitted THEN
    IF w.admitted >= w.reserved THEN
      -- A fifth of the minute's limit is reserved at once, so that rate_minutes is written five times a minute.
      block := greatest(1, least(ceil(per_minute * 0.2)::integer, per_day - day_used));
      w.reserved := w.admitted + block;
      INSERT INTO rate_minutes AS m (key_id, minute, admitted)
      VALUES (of_key, to_timestamp(w.minute * 60.0), w.reserved)
      ON CONFLICT (key_id, minute) DO UPDATE SET admitted = greatest(m.admitted, excluded.admitted);
    END IF;
    w.times[(w.head + w.held) % per_minute + 1] := here;
    w.held := w.held + 1;
    w.admitted := w.admitted + 1;
    day_used := day_used + 1;
  END IF;
  IF is_admitted OR rolled THEN
    UPDATE rate_windows r
    SET minute = w.minute, admitted = w.admitted, reserved = w.reserved, earlier = w.earlier, oldest = w.oldest,
      times = w.times, head = w.head, held = w.held
    WHERE r.key_id = of_key;
  END IF;

  minute_used := w.held;
  minute_reset_ms := CASE WHEN w.held > 0 THEN base + w.times[w.head + 1] ELSE now_ms END + 60000;
  day_reset_ms := CASE WHEN w.oldest IS NULL AND w.admitted = 0 THEN now_ms + 1440 * 60000
    ELSE (coalesce(w.oldest, w.minute) + 1441) * 60000::bigint END;
END $$;

-- The log of requests (src/http/request-log/). A day is a partition, which the server makes and drops whole. No
-- foreign keys: looking each of many rows up would cost more than it tells, and a site that goes has no rows
-- here after a week.
CREATE TABLE requests (
  at timestamptz(3) NOT NULL,
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  request_id text NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  route text NOT NULL,
  status smallint NOT NULL,
  error_code text,
  duration_ms real NOT NULL,
  key_id uuid NOT NULL,
  key_label text NOT NULL,
  idempotency_key text,
  replayed boolean NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX requests_newest ON requests (site_id, at DESC, id DESC);
CREATE INDEX requests_by_id ON requests (site_id, request_id);
