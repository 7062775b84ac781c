package org.examhall.lti.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.kernel.json.Json;

/**
 * Builds requests that write scores and read results, and reads the results.
 *
 * <p>Errors: {@link ServiceReason#URL_UNUSABLE}. Threads: any. Source: AGS 2.0 sections 3.3, 3.4.
 */
public final class ScoreCalls {
  private static final String SCORE = "application/vnd.ims.lis.v1.score+json";
  private static final String RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";

  private final Json json;

  /** Reads and writes with this. */
  public ScoreCalls(Json json) {
    this.json = json;
  }

  /** Writes a score into a column. */
  public ServiceRequest add(String lineItemUrl, ScoreMessage score) {
    return ServiceRequest.send(
        "POST",
        ServiceUrls.below(lineItemUrl, "scores"),
        Map.of("Content-Type", SCORE),
        json.text(score.fields()));
  }

  /** Asks for a student's result; no limit, on which Moodle fails. */
  public ServiceRequest result(String lineItemUrl, String userId) {
    URI results = ServiceUrls.below(lineItemUrl, "results");
    return page(ServiceUrls.with(results, "user_id", userId));
  }

  /** Asks for all results of a column. */
  public ServiceRequest results(String lineItemUrl) {
    return page(ServiceUrls.below(lineItemUrl, "results"));
  }

  /** Asks for a further page. */
  public ServiceRequest page(URI page) {
    return ServiceRequest.get(page, RESULTS);
  }

  /** The results of a page; empty when it is no list. Entries of nobody are left out. */
  public Optional<List<Result>> readResults(byte[] body) {
    return json.tree(new String(body, StandardCharsets.UTF_8))
        .filter(JsonNode::isArray)
        .map(
            array -> {
              List<Result> results = new ArrayList<>();
              array.forEach(entry -> Result.read(entry).ifPresent(results::add));
              return List.copyOf(results);
            });
  }
}
