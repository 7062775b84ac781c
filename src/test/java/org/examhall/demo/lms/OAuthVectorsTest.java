package org.examhall.demo.lms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.examhall.demo.lms.lti.OAuth;
import org.examhall.demo.lms.lti.OAuth.Method;
import org.examhall.demo.lms.lti.OAuth.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published signatures, so that the LMS's signing is right on its own authority. */
class OAuthVectorsTest {
  private static final List<Parameter> NO_LAUNCH =
      parameters(
          "oauth_consumer_key=12345",
          "oauth_nonce=c8350c0e47782d16d2fa48b2090c1d8f",
          "oauth_signature_method=HMAC-SHA1",
          "oauth_timestamp=1251600739",
          "oauth_version=1.0");

  private static final List<Parameter> GUIDE_LAUNCH =
      parameters(
          "basiclti_submit=Launch Endpoint with BasicLTI Data",
          "context_id=456434513",
          "context_label=SI182",
          "context_title=Design of Personal Environments",
          "lis_person_contact_email_primary=user@school.edu",
          "lis_person_name_full=Jane Q. Public",
          "lis_person_sourced_id=school.edu:user",
          "lti_message_type=basic-lti-launch-request",
          "lti_version=LTI-1p0",
          "oauth_consumer_key=12345",
          "oauth_nonce=c8350c0e47782d16d2fa48b2090c1d8f",
          "oauth_signature_method=HMAC-SHA1",
          "oauth_timestamp=1251600739",
          "oauth_version=1.0",
          "resource_link_id=120988f929-274612",
          "roles=Instructor",
          "tool_consumer_instance_description=University of School (LMSng)",
          "tool_consumer_instance_guid=lmsng.school.edu",
          "user_id=292832126");

  @ParameterizedTest
  @CsvSource({
    "'',                      TPFPK4u3NwmtLt0nDMP1G1zG30U=",
    "?a=1&b=2&c=3%20%26a,     uF7LooyefQN5aocx7UlYQ4tQM5k=",
  })
  void theLaunchOfTheImsGuideIsSignedAsPublished(String query, String expected) {
    URI url = URI.create("http://dr-chuck.com/ims/php-simple/tool.php" + query);

    String signature = OAuth.sign(Method.HMAC_SHA1, "POST", url, GUIDE_LAUNCH, "secret");

    assertEquals(expected, signature);
  }

  @ParameterizedTest
  @CsvSource({
    "http://dr-chuck.com:123, ghEdPHwN4iJmsM3Nr4AndDx2Kx8=",
    "http://dr-chuck.com,     WoSpvCr2HEsLzao6Do0eukxwAsk=",
    "http://dr-chuck.com:80,  WoSpvCr2HEsLzao6Do0eukxwAsk=",
    "http://dr-chuck.com:443, KqAV7eIS/+iWIDpvCyDfY8ZpmT4=",
    "https://dr-chuck.com,    wFRB/1ZXi/91dop6GwahfboWPvQ=",
    "https://dr-chuck.com:80, X8Aq2HXSHnr6u/6z/G9zI5aDoR0=",
  })
  void onlyTheUsualPortIsLeftOut(String origin, String expected) {
    URI url = URI.create(origin + "/ims/php-simple/tool.php");

    String signature = OAuth.sign(Method.HMAC_SHA1, "POST", url, NO_LAUNCH, "secret");

    assertEquals(expected, signature);
  }

  @Test
  void theBaseStringOfTheRfcIsReproduced() {
    URI url = URI.create("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b");
    List<Parameter> parameters =
        parameters(
            "c2=",
            "a3=2 q",
            "oauth_consumer_key=9djdj82h48djs9d2",
            "oauth_token=kkk9d7dh3k39sjv7",
            "oauth_signature_method=HMAC-SHA1",
            "oauth_timestamp=137131201",
            "oauth_nonce=7d8f3e4a");

    String baseString = OAuth.baseString("POST", url, parameters);

    assertEquals(
        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D"
            + "%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce"
            + "%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26"
            + "oauth_token%3Dkkk9d7dh3k39sjv7",
        baseString);
  }

  @Test
  void oddCharactersAreSignedAsEveryoneElseSignsThem() {
    URI url = URI.create("HTTPS://Tool.Example.COM:443/lti/launch?x=1&x=0&q=%E2%98%83+z");
    List<Parameter> parameters =
        parameters(
            "oauth_consumer_key=key",
            "oauth_nonce=n1",
            "oauth_signature_method=HMAC-SHA1",
            "oauth_timestamp=1700000000",
            "oauth_version=1.0",
            "lti_message_type=basic-lti-launch-request",
            "lti_version=LTI-1p0",
            "resource_link_id=rl 1",
            "custom_multi=b",
            "custom_multi=a",
            "custom_empty=",
            "context_title=Größe & Wörter ☃ + ~*'()!",
            "custom_plus=a+b",
            "custom_nl=line1\r\nline2");

    String signature = OAuth.sign(Method.HMAC_SHA1, "POST", url, parameters, "s3cr&t/é");

    assertEquals("4DKl2ATCBs4gbRgK7iGxbfhD3zs=", signature);
  }

  @ParameterizedTest
  @CsvSource({"'', 2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "Hello World!, Lve95gjOVATpfV8EL5X4nxwjKHE="})
  void bodiesAreHashedAsPublished(String body, String expected) {
    assertEquals(expected, OAuth.bodyHash(Method.HMAC_SHA1, body.getBytes(UTF_8)));
  }

  private static List<Parameter> parameters(String... pairs) {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      parameters.add(Parameter.of(pair.substring(0, equals), pair.substring(equals + 1)));
    }
    return parameters;
  }
}
