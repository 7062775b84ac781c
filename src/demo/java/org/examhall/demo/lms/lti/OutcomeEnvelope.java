package org.examhall.demo.lms.lti;

import java.util.concurrent.atomic.AtomicLong;

/** Writes the answers of the outcome service. Source: LTI 1.1 section 6.1, Basic Outcomes. */
public final class OutcomeEnvelope {
  private static final AtomicLong MESSAGES = new AtomicLong(System.currentTimeMillis());

  private static final String TEMPLATE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <imsx_POXEnvelopeResponse xmlns="%s">
        <imsx_POXHeader>
          <imsx_POXResponseHeaderInfo>
            <imsx_version>V1.0</imsx_version>
            <imsx_messageIdentifier>%s</imsx_messageIdentifier>
            <imsx_statusInfo>
              <imsx_codeMajor>%s</imsx_codeMajor>
              <imsx_severity>%s</imsx_severity>
              <imsx_description>%s</imsx_description>
              <imsx_messageRefIdentifier>%s</imsx_messageRefIdentifier>
              <imsx_operationRefIdentifier>%s</imsx_operationRefIdentifier>
            </imsx_statusInfo>
          </imsx_POXResponseHeaderInfo>
        </imsx_POXHeader>
        <imsx_POXBody>%s</imsx_POXBody>
      </imsx_POXEnvelopeResponse>
      """;

  private OutcomeEnvelope() {}

  /**
   * The request was carried out.
   *
   * @param result what a read found; empty for none and for the other operations
   */
  public static String success(OutcomeMessage request, String result) {
    String name = request.operation().label() + "Response";
    String body =
        request.operation() == OutcomeMessage.Operation.READ
            ? "<%s><result><resultScore><language>en</language><textString>%s</textString></resultScore></result></%s>"
                .formatted(name, escape(result), name)
            : "<" + name + "/>";
    return envelope("success", "status", request.operation().label() + " done", request, body);
  }

  /** The request was understood and not carried out. */
  public static String failure(OutcomeMessage request, String why) {
    return envelope("failure", "error", why, request, "");
  }

  /** The request was not understood or not believed. */
  public static String failure(String why) {
    return TEMPLATE.formatted(
        OutcomeMessage.NAMESPACE,
        MESSAGES.incrementAndGet(),
        "failure",
        "error",
        escape(why),
        "",
        "",
        "");
  }

  private static String envelope(
      String major, String severity, String description, OutcomeMessage request, String body) {
    return TEMPLATE.formatted(
        OutcomeMessage.NAMESPACE,
        MESSAGES.incrementAndGet(),
        major,
        severity,
        escape(description),
        escape(request.identifier()),
        request.operation().label(),
        body);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
