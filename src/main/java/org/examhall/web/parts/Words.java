package org.examhall.web.parts;

import java.util.List;
import org.examhall.kernel.fault.Refused;

/**
 * A sentence for the reader, by its key in {@code messages/}.
 *
 * @param details fill its placeholders
 */
public record Words(String key, List<Object> details) {
  /** The sentence with this key. */
  public static Words of(String key, Object... details) {
    return new Words(key, List.of(details));
  }

  /** Why something was refused. */
  public static Words of(Refused refused) {
    return new Words(refused.reason().messageKey(), refused.details());
  }
}
