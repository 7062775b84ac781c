package org.examhall.core.consumer;

import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.Tx;

/** Adds an institution's LMS that speaks LTI 1.1. */
public final class AddLti11Consumer {
  private static final int MAX_CHARS = 255;

  private final Consumers consumers;
  private final Lti11Keys keys;

  /** Adds to these tables. */
  public AddLti11Consumer(Consumers consumers, Lti11Keys keys) {
    this.consumers = consumers;
    this.keys = keys;
  }

  /** The new consumer; refused when a text is empty or too long, or the key is taken. */
  public Consumer run(Tx tx, String title, String key, String secret) {
    if (Stream.of(title, key, secret).anyMatch(t -> t.isBlank() || t.length() > MAX_CHARS)) {
      throw new Refused(ConsumerReason.INCOMPLETE);
    }
    Consumer consumer = consumers.add(tx, title.strip());
    keys.add(tx, consumer.id(), key.strip(), secret);
    return consumer;
  }
}
