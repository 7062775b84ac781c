package org.examhall.web.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.examhall.testkit.Visitor;
import org.examhall.testkit.Visitor.Answer;
import org.examhall.testkit.World.OpenLaunch;
import org.examhall.web.http.LaunchCookie;

/** Somebody with an open launch and a browser without script. */
final class Guest {
  private static final String BOUNDARY = "----boundary-7MA4YWxk";

  private static final Pattern UPLOAD = Pattern.compile("action=\"([^\"]+/upload[^\"]*)\"");

  private final Visitor visitor;
  private final String base;
  private String uploadPath;

  Guest(URI app, OpenLaunch open) {
    String id = open.launch().id();
    this.base = "/l/" + id;
    this.uploadPath = base + "/upload";
    this.visitor = new Visitor(app).withCookie(LaunchCookie.nameOf(id), open.token());
  }

  /** Where the launch's first page is. */
  String home() {
    return base + "/";
  }

  /** A page of the launch, by its path below {@code /l/<id>}. */
  Answer get(String path) {
    Answer page = visitor.get(base + path);
    Matcher form = UPLOAD.matcher(page.body());
    uploadPath = form.find() ? form.group(1) : base + "/upload";
    return page;
  }

  /** Sends a form of the page seen last. */
  Answer post(String path, Map<String, String> fields) {
    return visitor.post(base + path, fields);
  }

  /** Goes to where a form led. */
  Answer follow(Answer answer) {
    return visitor.get(answer.location());
  }

  /** Uploads a file as the form of the page seen last would. */
  Answer upload(String fileName, String contentType, byte[] content) {
    return visitor.send(uploadRequest(fileName, contentType, content));
  }

  /** The same as the page's script does it. */
  Answer uploadByScript(String fileName, byte[] content) {
    HttpRequest.Builder request = uploadRequest(fileName, "application/zip", content);
    return visitor.send(request.header("Accept", "application/x-ndjson, application/json"));
  }

  Answer upload(Path zip) {
    try {
      return upload(zip.getFileName().toString(), "application/zip", Files.readAllBytes(zip));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What identifies this browser, as a header. */
  static String cookieHeader(OpenLaunch open) {
    return LaunchCookie.nameOf(open.launch().id()) + "=" + open.token();
  }

  /** Where the upload form of the page seen last leads. */
  String uploadPath() {
    return uploadPath;
  }

  /** How much longer than its file an upload of {@link #upload(String, String, byte[])} is. */
  static int overheadBytes(String fileName, String contentType) {
    return form(fileName, contentType, new byte[0]).length;
  }

  private HttpRequest.Builder uploadRequest(String fileName, String type, byte[] content) {
    return visitor
        .request(uploadPath)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(form(fileName, type, content)));
  }

  private static byte[] form(String fileName, String contentType, byte[] content) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(
        """
        --%s\r
        Content-Disposition: form-data; name="package"; filename="%s"\r
        Content-Type: %s\r
        \r
        """
            .formatted(BOUNDARY, fileName, contentType)
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(content);
    form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }
}
