package org.examhall.lti;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.examhall.lti.oauth.Nonces;
import org.examhall.lti.oauth.OAuthVerifier;
import org.examhall.lti.oauth.SharedKey;
import org.examhall.lti.oauth.SignedRequest;
import org.examhall.lti.oauth.Verification;
import org.examhall.lti.oauth.Verification.Rejected;
import org.examhall.lti.oauth.Verified;

/** The product's verifier at a fixed time with a few keys and its own memory of nonces. */
public final class TestVerifier {
  private final Set<String> spent = new HashSet<>();
  private final OAuthVerifier verifier;

  /** With these keys at {@link TestLaunch#NOW}. */
  public TestVerifier(SharedKey... keys) {
    this(TestLaunch.NOW, keys);
  }

  /** With these keys at this second. */
  public TestVerifier(long nowSeconds, SharedKey... keys) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(nowSeconds), ZoneOffset.UTC);
    Nonces nonces =
        nonce -> spent.add(nonce.consumerKey() + HexFormat.of().formatHex(nonce.hash()));
    verifier =
        new OAuthVerifier(
            clock,
            name -> List.of(keys).stream().filter(k -> k.consumerKey().equals(name)).findFirst(),
            nonces);
  }

  /** With the ordinary key of {@link TestLaunch}. */
  public static TestVerifier ordinary() {
    return new TestVerifier(SharedKey.of(TestLaunch.KEY, TestLaunch.SECRET));
  }

  /** The product's answer. */
  public Verification verify(SignedRequest request) {
    return verifier.verify(request);
  }

  /** Empty when the product lets it in. */
  public Optional<Fault> fault(SignedRequest request) {
    return verify(request) instanceof Rejected rejected
        ? Optional.of(rejected.fault())
        : Optional.empty();
  }

  /** For messages that must be let in. */
  public Verified verified(SignedRequest request) {
    return (Verified) verify(request);
  }

  /** For messages that must not. */
  public Rejected rejected(SignedRequest request) {
    return (Rejected) verify(request);
  }

  /** How many nonces were spent so far. */
  public int noncesSpent() {
    return spent.size();
  }
}
