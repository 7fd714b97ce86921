package org.fletchck.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Fires at the wall times of cron fields in a zone. */
record CronTrigger(WallClock clock, boolean fixed, Window window, Duration jitter)
    implements Trigger {

  static CronTrigger of(TriggerSpec spec, ZoneId otherwise) {
    CronTexts texts = CronTexts.of(spec);
    ZoneId zone = spec.zone(otherwise);
    WallClock clock = new WallClock(CronTimes.of(texts), zone.getRules());
    return new CronTrigger(clock, !texts.anyHour(), spec.window(zone), spec.jitter());
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return window.next(after, fixed ? clock::nextFixed : clock::nextElapsed);
  }

  @Override
  public Optional<Duration> interval() {
    return Optional.empty();
  }
}
