package org.examhall.core.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.sql.Row;

/**
 * Why a launch was refused, for the admin only.
 *
 * @param reference what the person saw on the refusal page
 * @param source address that it came from, or the IPv6 network
 * @param fault the check that said no, and {@code clause} where it comes from
 * @param signedUrl the address that it was signed for or, of a login, wanted to open; may be empty
 * @param baseString what we computed; empty when it did not come to that
 * @param clockAheadSeconds the sender's time minus ours
 * @param hints what may explain it, most telling first
 */
public record LaunchRefusal(
    Instant at,
    String reference,
    String source,
    String fault,
    String clause,
    String consumerKey,
    String signedUrl,
    String baseString,
    Optional<Long> clockAheadSeconds,
    List<String> hints) {
  static LaunchRefusal read(Row row) {
    return new LaunchRefusal(
        row.instant("at"),
        row.text("reference"),
        row.text("source_address"),
        row.text("fault"),
        row.text("clause"),
        row.text("consumer_key"),
        row.text("signed_url"),
        row.text("base_string"),
        row.findLong("clock_ahead_seconds"),
        row.text("hints").lines().toList());
  }
}
