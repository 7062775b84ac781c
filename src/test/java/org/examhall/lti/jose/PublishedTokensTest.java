package org.examhall.lti.jose;

import static org.examhall.lti.TestToken.NOW;
import static org.examhall.lti.TestToken.TERMS;
import static org.examhall.lti.TestToken.fault;
import static org.examhall.lti.TestToken.known;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.RSAKey;
import java.util.Optional;
import org.examhall.lti.Fault13;
import org.examhall.lti.TestToken;
import org.examhall.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Values that the RFCs publish. */
class PublishedTokensTest {
  /** RFC 7515 appendix A.2. */
  private static final String TOKEN =
      "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

  private static final String KEY =
      "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\"}]}";

  /** RFC 7638 section 3.1. */
  private static final String THUMBPRINT_KEY =
      "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\"}";

  @Test
  @Requirement({"LA-03", "LA-04", "LA-06"})
  void theSignatureOfRfc7515FitsAndItsClaimsAreNoLaunch() {
    KeySource keys = known(PlatformKeySet.parse(KEY).orElseThrow());
    String changed = TOKEN.replace("Rw", "Qw");

    Optional<Fault13> fine = fault(() -> TestToken.verifier(NOW).verify(TOKEN, TERMS, keys));
    Optional<Fault13> broken = fault(() -> TestToken.verifier(NOW).verify(changed, TERMS, keys));

    assertEquals(Optional.of(Fault13.ISSUER_WRONG), fine);
    assertEquals(Optional.of(Fault13.SIGNATURE_WRONG), broken);
  }

  @Test
  @Requirement("KY-03")
  void theThumbprintOfRfc7638NamesAKeyAsOursAreNamed() throws Exception {
    ToolKey ours = ToolKey.make();
    RSAKey published = RSAKey.parse(THUMBPRINT_KEY);

    assertEquals(
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", published.computeThumbprint().toString());
    assertEquals(RSAKey.parse(ours.publicJwk()).computeThumbprint().toString(), ours.kid());
  }
}
