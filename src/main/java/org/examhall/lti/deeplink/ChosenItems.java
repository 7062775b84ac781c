package org.examhall.lti.deeplink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault13;
import org.examhall.lti.SubmissionReview;
import org.examhall.lti.deeplink.LinkItem.LineItem;
import org.examhall.lti.deeplink.LinkItem.Period;

/** The links that were chosen, as far as the platform takes them. */
public final class ChosenItems {
  private final List<LinkItem> items;
  private final boolean withLineItems;

  private ChosenItems(List<LinkItem> items, boolean withLineItems) {
    this.items = List.copyOf(items);
    this.withLineItems = withLineItems;
  }

  /** Nothing: the selection was cancelled. */
  public static ChosenItems none() {
    return new ChosenItems(List.of(), false);
  }

  /**
   * These.
   *
   * <p>Errors: {@link Refused} with {@code ITEM_TYPE_NOT_ACCEPTED} or {@code ITEMS_TOO_MANY}.
   */
  public static ChosenItems of(List<LinkItem> items, DeepLinkSettings settings) {
    if (!items.isEmpty() && !settings.acceptTypes().contains(DeepLinkSettings.RESOURCE_LINK)) {
      throw new Refused(Fault13.ITEM_TYPE_NOT_ACCEPTED);
    }
    if (items.size() > 1 && !settings.acceptMultiple()) {
      throw new Refused(Fault13.ITEMS_TOO_MANY);
    }
    return new ChosenItems(items, settings.acceptLineItem());
  }

  ArrayNode json() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add(json(item)));
    return array;
  }

  /** What is absent or empty is left out: some platforms refuse null. */
  private ObjectNode json(LinkItem item) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", DeepLinkSettings.RESOURCE_LINK);
    put(json, "url", item.url());
    json.put("title", item.title());
    put(json, "text", item.text());
    if (!item.custom().isEmpty()) {
      ObjectNode custom = json.putObject("custom");
      item.custom().forEach(custom::put);
    }
    item.lineItem().filter(l -> withLineItems).ifPresent(l -> json.set("lineItem", json(l)));
    putPeriod(json, "available", item.available());
    putPeriod(json, "submission", item.submission());
    return json;
  }

  private static ObjectNode json(LineItem lineItem) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("scoreMaximum", lineItem.scoreMaximum());
    json.put("label", lineItem.label());
    json.put("resourceId", lineItem.resourceId());
    put(json, "tag", lineItem.tag());
    json.set(SubmissionReview.NAME, SubmissionReview.json());
    lineItem.gradesReleased().ifPresent(released -> json.put("gradesReleased", released));
    return json;
  }

  private static void putPeriod(ObjectNode json, String name, Period period) {
    if (!period.equals(Period.ALWAYS)) {
      ObjectNode times = json.putObject(name);
      put(times, "startDateTime", period.start().map(Object::toString));
      put(times, "endDateTime", period.end().map(Object::toString));
    }
  }

  private static void put(ObjectNode json, String name, Optional<String> text) {
    text.ifPresent(t -> json.put(name, t));
  }
}
