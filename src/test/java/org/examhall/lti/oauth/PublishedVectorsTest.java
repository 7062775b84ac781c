package org.examhall.lti.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import org.examhall.lti.IndependentSigner;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that others published, or that independent programs computed. */
class PublishedVectorsTest {
  private static final String GUIDE_URL = "http://dr-chuck.com/ims/php-simple/tool.php";
  private static final Parameters GUIDE =
      parameters(
          "basiclti_submit", "Launch Endpoint with BasicLTI Data",
          "context_id", "456434513",
          "context_label", "SI182",
          "context_title", "Design of Personal Environments",
          "lis_person_contact_email_primary", "user@school.edu",
          "lis_person_name_full", "Jane Q. Public",
          "lis_person_sourced_id", "school.edu:user",
          "lti_message_type", "basic-lti-launch-request",
          "lti_version", "LTI-1p0",
          "oauth_consumer_key", "12345",
          "oauth_nonce", "c8350c0e47782d16d2fa48b2090c1d8f",
          "oauth_signature_method", "HMAC-SHA1",
          "oauth_timestamp", "1251600739",
          "oauth_version", "1.0",
          "resource_link_id", "120988f929-274612",
          "roles", "Instructor",
          "tool_consumer_instance_description", "University of School (LMSng)",
          "tool_consumer_instance_guid", "lmsng.school.edu",
          "user_id", "292832126");
  private static final Parameters CALLBACK = parameters("oauth_callback", "about:blank");

  @Test
  @Requirement({"OA-04", "OA-10"})
  void temporaryCredentialsOfRfc5849() {
    Parameters sent =
        parameters(
            "oauth_consumer_key", "dpf43f3p2l4k3l03",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "137131200",
            "oauth_nonce", "wIjqoS",
            "oauth_callback", "http://printer.example.com/ready");

    Signable message = signable("POST", "https://photos.example.net/initiate", sent);

    assertEquals("74KNZJeDHnMBp0EMJ9ZHt/XKycU=", sha1(message, "kd94hf93k423kf44", ""));
  }

  @Test
  @Requirement({"OA-04", "OA-10"})
  void tokenRequestOfRfc5849() {
    Parameters sent =
        parameters(
            "oauth_consumer_key", "dpf43f3p2l4k3l03",
            "oauth_token", "hh5s93j4hdidpola",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "137131201",
            "oauth_nonce", "walatlh",
            "oauth_verifier", "hfdp7dh39dks9884");

    Signable message = signable("POST", "https://photos.example.net/token", sent);

    assertEquals(
        "gKgrFCywp7rO0OXSjdot/IHF7IU=", sha1(message, "kd94hf93k423kf44", "hdhd0244k9j7ao03"));
  }

  @Test
  @Requirement({"OA-04", "OA-06", "OA-10"})
  void resourceRequestOfRfc5849() {
    Parameters sent =
        parameters(
            "oauth_consumer_key", "dpf43f3p2l4k3l03",
            "oauth_token", "nnch734d00sl2jdk",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "137131202",
            "oauth_nonce", "chapoH");

    Signable message =
        signable("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", sent);

    assertEquals(
        "MdpQcU8iPSUjWoN/UDMsK2sui9I=", sha1(message, "kd94hf93k423kf44", "pfkkdhi9sl3r4s00"));
  }

  @Test
  @Requirement({"OA-04", "OA-06"})
  void appendixOfOAuthCore() {
    Parameters sent =
        parameters(
            "oauth_consumer_key", "dpf43f3p2l4k3l03",
            "oauth_token", "nnch734d00sl2jdk",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "1191242096",
            "oauth_nonce", "kllo9940pd9333jh",
            "oauth_version", "1.0");

    Signable message =
        signable("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", sent);

    assertEquals(
        "tR3+Ty81lMeYAr/Fid0kMTYa/WM=", sha1(message, "kd94hf93k423kf44", "pfkkdhi9sl3r4s00"));
  }

  @Test
  @Requirement({"OA-04", "OA-05", "OA-06", "OA-07"})
  void baseStringOfRfc5849WithQueryBodyAndHeader() {
    SignedRequest request =
        SignedRequest.post(
            PublicUrl.parse("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
            java.util.Optional.of("application/x-www-form-urlencoded"),
            java.util.Optional.of(
                "OAuth realm=\"Example\", oauth_consumer_key=\"9djdj82h48djs9d2\","
                    + " oauth_token=\"kkk9d7dh3k39sjv7\", oauth_signature_method=\"HMAC-SHA1\","
                    + " oauth_timestamp=\"137131201\", oauth_nonce=\"7d8f3e4a\","
                    + " oauth_signature=\"bYT5CMsGcbgUdFHObYMEfcx6bsw%3D\""),
            "c2&a3=2+q".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            FormParser.ofLaunches());

    Signable message = request.literally();

    assertEquals(
        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D"
            + "%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D"
            + "7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26"
            + "oauth_token%3Dkkk9d7dh3k39sjv7",
        message.baseString());
    assertEquals("r6/TJjbCOr97/+UU0NsvSne7s5g=", sha1(message, "j49sk3j29djd", "dh893hdasih9"));
  }

  @Test
  @Requirement({"OA-04", "OA-09"})
  void guideOfBasicLtiWithAndWithoutCallback() {
    Signable without = signable("POST", GUIDE_URL, GUIDE);
    Signable with = signable("POST", GUIDE_URL, GUIDE.plus(CALLBACK));

    assertEquals("TPFPK4u3NwmtLt0nDMP1G1zG30U=", sha1(without, "secret", ""));
    assertEquals("ygcxvTl4YWwq555U3+MBHKjskxc=", sha1(with, "secret", ""));
  }

  @Test
  @Requirement({"OA-07", "OA-08"})
  void queryCountsOnceOrTwiceAsRead() {
    String url = GUIDE_URL + "?a=1&b=2&c=3%20%26a";
    Parameters copied = GUIDE.plus(parameters("a", "1", "b", "2", "c", "3 &a"));
    SignedRequest copiedToBody = form(url, copied);

    assertEquals("uF7LooyefQN5aocx7UlYQ4tQM5k=", sha1(signable("POST", url, GUIDE), "secret", ""));
    assertEquals("JBadP8w7MOmZMHOg2s6Ai+LdVQ0=", sha1(copiedToBody.literally(), "secret", ""));
    assertEquals(
        "uF7LooyefQN5aocx7UlYQ4tQM5k=",
        sha1(copiedToBody.withQueryCopiedToBody().orElseThrow(), "secret", ""));
  }

  @Test
  @Requirement("OA-01")
  void guideOfBasicLtiBySha256() {
    Parameters sha256 =
        GUIDE
            .without("oauth_signature_method")
            .plus(parameters("oauth_signature_method", "HMAC-SHA256"));
    Signable without = signable("POST", GUIDE_URL, sha256);
    Signable with = signable("POST", GUIDE_URL, sha256.plus(CALLBACK));

    assertEquals(
        "o1XHCG7uNZJTgEpLehxhhmQOLuW4FdrBj67hbOi43Lg=",
        without.sign(SignatureMethod.HMAC_SHA256, "secret"));
    assertEquals(
        "whcID1Ug0p741xAHs9kksMtm9XfzeGvgB6XIfQmZwoY=",
        with.sign(SignatureMethod.HMAC_SHA256, "secret"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://dr-chuck.com:123, ghEdPHwN4iJmsM3Nr4AndDx2Kx8=",
    "http://dr-chuck.com, WoSpvCr2HEsLzao6Do0eukxwAsk=",
    "http://dr-chuck.com:80, WoSpvCr2HEsLzao6Do0eukxwAsk=",
    "http://dr-chuck.com:443, KqAV7eIS/+iWIDpvCyDfY8ZpmT4=",
    "https://dr-chuck.com, wFRB/1ZXi/91dop6GwahfboWPvQ=",
    "https://dr-chuck.com:443, wFRB/1ZXi/91dop6GwahfboWPvQ=",
    "https://dr-chuck.com:80, X8Aq2HXSHnr6u/6z/G9zI5aDoR0="
  })
  @Requirement("OA-05")
  void portIsDroppedOnlyWithItsOwnScheme(String origin, String signature) {
    Parameters sent =
        parameters(
            "oauth_consumer_key", "12345",
            "oauth_nonce", "c8350c0e47782d16d2fa48b2090c1d8f",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "1251600739",
            "oauth_version", "1.0");

    Signable message = signable("POST", origin + "/ims/php-simple/tool.php", sent);

    assertEquals(signature, sha1(message, "secret", ""));
  }

  @Test
  @Requirement({"OA-04", "OA-05", "OA-06", "OA-07", "OA-10"})
  void everythingThatEncodingCanGetWrong() {
    String url = "HTTPS://Tool.Example.COM:443/lti/launch?x=1&x=0&q=%E2%98%83+z";
    Parameters sent =
        parameters(
            "oauth_consumer_key", "key",
            "oauth_nonce", "n1",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "1700000000",
            "oauth_version", "1.0",
            "lti_message_type", "basic-lti-launch-request",
            "lti_version", "LTI-1p0",
            "resource_link_id", "rl 1",
            "custom_multi", "b",
            "custom_multi", "a",
            "custom_empty", "",
            "context_title", "Größe & Wörter ☃ + ~*'()!",
            "custom_plus", "a+b",
            "custom_nl", "line1\r\nline2");

    Signable message = signable("POST", url, sent);

    assertEquals("4DKl2ATCBs4gbRgK7iGxbfhD3zs=", sha1(message, "s3cr&t/é", ""));
    assertEquals(IndependentSigner.baseString("POST", url, entries(sent)), message.baseString());
  }

  @Test
  @Requirement("OA-04")
  void baseStringOfTheBodyHashDraft() {
    Parameters sent =
        parameters(
            "oauth_body_hash", "Lve95gjOVATpfV8EL5X4nxwjKHE=",
            "oauth_consumer_key", "consumer",
            "oauth_nonce", "10369470270925",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "1236874236",
            "oauth_token", "token",
            "oauth_version", "1.0");

    Signable message = signable("PUT", "http://www.example.com/resource", sent);

    assertEquals(
        "PUT&http%3A%2F%2Fwww.example.com%2Fresource&oauth_body_hash%3DLve95gjOVATpfV8EL5X4nxwjKHE"
            + "%253D%26oauth_consumer_key%3Dconsumer%26oauth_nonce%3D10369470270925%26"
            + "oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1236874236%26oauth_token%3D"
            + "token%26oauth_version%3D1.0",
        message.baseString());
  }

  private static Parameters parameters(String... namesAndValues) {
    List<Parameter> list = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      list.add(new Parameter(namesAndValues[i], namesAndValues[i + 1]));
    }
    return Parameters.of(list);
  }

  private static List<Entry<String, String>> entries(Parameters parameters) {
    return parameters.stream().map(p -> java.util.Map.entry(p.name(), p.value())).toList();
  }

  private static SignedRequest form(String url, Parameters body) {
    PublicUrl parsed = PublicUrl.parse(url);
    Parameters query =
        parsed.rawQuery().map(FormParser.ofLaunches()::parse).orElse(Parameters.NONE);
    return new SignedRequest("POST", parsed, query, body, Parameters.NONE);
  }

  private static Signable signable(String method, String url, Parameters outsideUrl) {
    Parameters query = form(url, Parameters.NONE).query();
    return new Signable(method, PublicUrl.parse(url), query.plus(outsideUrl));
  }

  private static String sha1(Signable message, String secret, String tokenSecret) {
    return message.sign(SignatureMethod.HMAC_SHA1, secret, tokenSecret);
  }
}
