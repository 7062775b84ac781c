package org.examhall.demo.lms;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import oauth.signpost.OAuth;
import oauth.signpost.http.HttpParameters;
import oauth.signpost.signature.HmacSha1MessageSigner;
import org.examhall.demo.lms.lti.Tool;

/**
 * A tool that sends outcomes, signed by a library that the LMS does not use.
 *
 * <p>Each part of the request can be spoilt before it is sent.
 */
final class OutcomeClient {
  static final String ENVELOPE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <imsx_POXEnvelopeRequest xmlns="http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0">\
      <imsx_POXHeader><imsx_POXRequestHeaderInfo><imsx_version>V1.0</imsx_version>\
      <imsx_messageIdentifier>message-7</imsx_messageIdentifier>\
      </imsx_POXRequestHeaderInfo></imsx_POXHeader><imsx_POXBody>%s</imsx_POXBody>\
      </imsx_POXEnvelopeRequest>""";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;
  private final Tool tool;

  String userAgent = "outcome-client";
  String contentType = "application/xml";
  String signedBodySuffix = "";
  String sentBodySuffix = "";
  String nonce = "";
  Duration clockAhead = Duration.ZERO;
  Duration patience = Duration.ofSeconds(10);

  OutcomeClient(URI url, Tool tool) {
    this.url = url;
    this.tool = tool;
  }

  static String replace(String sourcedId, String score) {
    return ENVELOPE.formatted(
        "<replaceResultRequest><resultRecord>"
            + record(sourcedId)
            + "<result><resultScore><language>en</language><textString>"
            + score
            + "</textString></resultScore></result></resultRecord></replaceResultRequest>");
  }

  static String read(String sourcedId) {
    return operation("readResultRequest", sourcedId);
  }

  static String delete(String sourcedId) {
    return operation("deleteResultRequest", sourcedId);
  }

  HttpResponse<String> send(String body) throws Exception {
    return http.send(request(body), HttpResponse.BodyHandlers.ofString());
  }

  /** How many bytes come, for answers that one would rather not keep. */
  long countBytes(String body) throws Exception {
    var response = http.send(request(body), HttpResponse.BodyHandlers.ofInputStream());
    try (var stream = response.body()) {
      long count = 0;
      byte[] chunk = new byte[64 * 1024];
      for (int read; (read = stream.read(chunk)) >= 0; ) {
        count += read;
      }
      return count;
    }
  }

  private HttpRequest request(String body) throws Exception {
    byte[] signed = (body + signedBodySuffix).getBytes(StandardCharsets.UTF_8);
    byte[] sent = (body + sentBodySuffix).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(url)
        .timeout(patience)
        .header("User-Agent", userAgent)
        .header("Content-Type", contentType)
        .header("Authorization", authorization(signed))
        .POST(HttpRequest.BodyPublishers.ofByteArray(sent))
        .build();
  }

  private String authorization(byte[] body) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-1").digest(body);
    Map<String, String> fields = new TreeMap<>();
    fields.put("oauth_body_hash", Base64.getEncoder().encodeToString(hash));
    fields.put("oauth_consumer_key", tool.key());
    fields.put("oauth_nonce", nonce.isEmpty() ? UUID.randomUUID().toString() : nonce);
    fields.put("oauth_signature_method", "HMAC-SHA1");
    long now = Instant.now().plus(clockAhead).getEpochSecond();
    fields.put("oauth_timestamp", Long.toString(now));
    fields.put("oauth_version", "1.0");
    fields.put("oauth_signature", Signpost.sign(url, fields, tool.secret()));
    StringBuilder header = new StringBuilder("OAuth realm=\"\"");
    fields.forEach(
        (name, value) ->
            header
                .append(",")
                .append(name)
                .append("=\"")
                .append(OAuth.percentEncode(value))
                .append("\""));
    return header.toString();
  }

  private static String operation(String name, String sourcedId) {
    return ENVELOPE.formatted(
        "<" + name + "><resultRecord>" + record(sourcedId) + "</resultRecord></" + name + ">");
  }

  private static String record(String sourcedId) {
    String escaped = sourcedId.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    return "<sourcedGUID><sourcedId>" + escaped + "</sourcedId></sourcedGUID>";
  }

  /** The oauth-signpost library. */
  static final class Signpost {
    private Signpost() {}

    /** The signature of a POST; the library leaves the query to its callers. */
    static String sign(URI url, Map<String, String> fields, String secret) throws Exception {
      HttpParameters parameters = new HttpParameters();
      fields.forEach((name, value) -> parameters.put(name, value, true));
      parameters.putAll(OAuth.decodeForm(url.getRawQuery()), true);
      var signer = new HmacSha1MessageSigner();
      signer.setConsumerSecret(secret);
      return signer.sign(new Post(url), parameters);
    }
  }

  /** What the library wants to know of a request. */
  private record Post(URI url) implements oauth.signpost.http.HttpRequest {
    @Override
    public String getMethod() {
      return "POST";
    }

    @Override
    public String getRequestUrl() {
      return url.toString();
    }

    @Override
    public void setRequestUrl(String other) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setHeader(String name, String value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getHeader(String name) {
      return "";
    }

    @Override
    public Map<String, String> getAllHeaders() {
      return Map.of();
    }

    @Override
    public java.io.InputStream getMessagePayload() throws IOException {
      return java.io.InputStream.nullInputStream();
    }

    @Override
    public String getContentType() {
      return "application/xml";
    }

    @Override
    public Object unwrap() {
      return this;
    }
  }
}
