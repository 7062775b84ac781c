package org.examhall.lti.contentitem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.lti.oauth.FormKey;
import org.examhall.lti.oauth.FormSigner;
import org.examhall.lti.oauth.Parameter;
import org.examhall.lti.oauth.SignedForm;

/**
 * Builds the answers to selections: forms that the browser posts back to the platform.
 *
 * <p>Threads: any. Source: LTI Content-Item Message 1.0 section 3.2.
 */
public final class SelectionAnswers {
  private static final String CONTEXT = "http://purl.imsglobal.org/ctx/lti/v1/ContentItem";

  private final FormSigner signer;
  private final Json json;

  /** Signed by {@code signer}. */
  public SelectionAnswers(FormSigner signer, Json json) {
    this.signer = signer;
    this.json = json;
  }

  /**
   * What was chosen; {@code message} is shown to the person, and may be empty.
   *
   * <p>Errors: {@link Refused} with a {@link SelectionReason}.
   */
  public SignedForm chosen(
      FormKey key, SelectionReturn returnTo, List<ContentItem> items, String message) {
    if (!returnTo.takesLinks()) {
      throw new Refused(SelectionReason.NO_LINKS);
    }
    if (items.size() > 1 && !returnTo.multiple()) {
      throw new Refused(SelectionReason.ONE_ONLY);
    }
    List<Parameter> fields = new ArrayList<>();
    fields.add(new Parameter("content_items", graph(returnTo, items)));
    if (!message.isEmpty()) {
      fields.add(new Parameter("lti_msg", message));
    }
    return form(key, returnTo, fields);
  }

  /** Nothing was chosen. */
  public SignedForm cancelled(FormKey key, SelectionReturn returnTo) {
    return form(key, returnTo, List.of());
  }

  /** It went wrong; {@code text} is for the person, {@code log} for the platform's log. */
  public SignedForm failed(FormKey key, SelectionReturn returnTo, String text, String log) {
    return form(
        key,
        returnTo,
        List.of(new Parameter("lti_errormsg", text), new Parameter("lti_errorlog", log)));
  }

  private SignedForm form(FormKey key, SelectionReturn returnTo, List<Parameter> answer) {
    List<Parameter> fields = new ArrayList<>();
    fields.add(new Parameter("lti_message_type", "ContentItemSelection"));
    fields.add(new Parameter("lti_version", "LTI-1p0"));
    fields.addAll(answer);
    returnTo.data().ifPresent(data -> fields.add(new Parameter("data", data)));
    return signer.sign(key, returnTo.url(), fields);
  }

  private String graph(SelectionReturn returnTo, List<ContentItem> items) {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("@context", CONTEXT);
    graph.put("@graph", items.stream().map(item -> item.json(returnTo.targets())).toList());
    return json.text(graph);
  }
}
