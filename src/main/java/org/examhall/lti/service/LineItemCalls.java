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
 * Builds requests about line items and reads what comes back.
 *
 * <p>Errors: {@link ServiceReason#URL_UNUSABLE}. Threads: any. Source: AGS 2.0 section 3.2.
 */
public final class LineItemCalls {
  private static final String ONE = "application/vnd.ims.lis.v2.lineitem+json";
  private static final String MANY = "application/vnd.ims.lis.v2.lineitemcontainer+json";

  private final Json json;

  /** Reads and writes with this. */
  public LineItemCalls(Json json) {
    this.json = json;
  }

  /** Asks for those that measure {@code resourceId}. */
  public ServiceRequest list(String lineItemsUrl, String resourceId) {
    return page(ServiceUrls.with(ServiceUrls.of(lineItemsUrl), "resource_id", resourceId));
  }

  /** Asks for a further page. */
  public ServiceRequest page(URI page) {
    return ServiceRequest.get(page, MANY);
  }

  /** Asks for one. */
  public ServiceRequest read(String lineItemUrl) {
    return ServiceRequest.get(ServiceUrls.of(lineItemUrl), ONE);
  }

  /** Makes one. */
  public ServiceRequest add(String lineItemsUrl, LineItem item) {
    return write("POST", lineItemsUrl, item);
  }

  /** Changes one; it must have been read before, so that nothing of it gets lost. */
  public ServiceRequest save(LineItem item) {
    return write("PUT", item.id(), item);
  }

  /** Takes one away, with whatever it holds: only for one that we made and nobody knows of. */
  public ServiceRequest remove(String lineItemUrl) {
    return ServiceRequest.send("DELETE", ServiceUrls.of(lineItemUrl), Map.of(), "");
  }

  /** The line items of a page; empty when it is no list. Entries that are none are left out. */
  public Optional<LineItemPage> readPage(byte[] body) {
    return tree(body)
        .filter(JsonNode::isArray)
        .map(
            array -> {
              List<LineItem> items = new ArrayList<>();
              array.forEach(entry -> LineItem.read(entry).ifPresent(items::add));
              return new LineItemPage(List.copyOf(items));
            });
  }

  /** The line item that was made, read or changed; empty when that is no line item. */
  public Optional<LineItem> readOne(byte[] body) {
    return tree(body).flatMap(LineItem::read);
  }

  private ServiceRequest write(String method, String url, LineItem item) {
    return ServiceRequest.send(
        method,
        ServiceUrls.of(url),
        Map.of("Content-Type", ONE, "Accept", ONE),
        json.text(item.fields()));
  }

  private Optional<JsonNode> tree(byte[] body) {
    return json.tree(new String(body, StandardCharsets.UTF_8));
  }
}
