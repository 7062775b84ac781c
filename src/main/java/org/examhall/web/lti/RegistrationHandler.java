package org.examhall.web.lti;

import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.bridge.registration.Initiation;
import org.examhall.bridge.registration.RegisterPlatform;
import org.examhall.bridge.registration.Registered;
import org.examhall.core.consumer.RegistrationInvite;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.json.Json;
import org.examhall.lti.registration.RegistrationReason;
import org.examhall.web.http.Refusals;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /lti13/register/{invite}}: an LMS opens this in a frame to register itself.
 *
 * <p>A frame of another site has none of our cookies, so the code of the invitation, which only the
 * invited know, protects the forms. Looking changes nothing and calls nobody. Source: DR-01, DR-05.
 */
public final class RegistrationHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrationHandler.class);

  private final RegisterPlatform register;
  private final ToolAddresses tool;
  private final Refusals refusals;
  private final Json json;

  /** What the page that asks reads. */
  public record Model(
      String invite, String title, String configurationUrl, String token, ToolAddresses tool) {}

  /** What the page that asks for consent reads. */
  public record KnownModel(String invite, String issuer, String clientId, String proposal) {}

  /** What the last page reads. */
  public record DoneModel(String title, boolean active) {}

  /**
   * What the page of a failure reads.
   *
   * @param canTryAgain whether the invitation is still good
   */
  public record FailedModel(String words, boolean canTryAgain) {}

  /** Registers with {@code register}. */
  public RegistrationHandler(
      RegisterPlatform register, ToolAddresses tool, Refusals refusals, Json json) {
    this.register = register;
    this.tool = tool;
    this.refusals = refusals;
    this.json = json;
  }

  /** What will be registered, and the button for it. */
  public Response show(Request request) {
    RegistrationInvite invite = register.invitation(request.path("invite"));
    return Response.page(
        "lti/register",
        new Model(
            request.path("invite"),
            invite.consumerTitle(),
            request.parameter("openid_configuration").orElse(""),
            request.parameter("registration_token").orElse(""),
            tool));
  }

  /** Registers. */
  public Response submit(Request request) {
    String code = request.path("invite");
    Initiation initiation =
        new Initiation(
            request.parameter("openid_configuration").orElse(""),
            request.parameter("registration_token"));
    try {
      RegistrationInvite invite = register.invitation(code);
      return ended(code, invite.consumerTitle(), register.run(code, initiation));
    } catch (Refused refused) {
      return failed(request, refused);
    }
  }

  /** Updates the registration that is there already. */
  public Response update(Request request) {
    String code = request.path("invite");
    try {
      RegistrationInvite invite = register.invitation(code);
      String proposal = request.parameter("proposal").orElse("");
      return ended(code, invite.consumerTitle(), register.update(code, proposal));
    } catch (Refused refused) {
      return failed(request, refused);
    }
  }

  /** The configuration that Canvas reads. */
  public Response canvas(Request request) {
    return Response.json(json.text(tool.canvasConfiguration()))
        .header("Cache-Control", "public, max-age=300");
  }

  private static Response ended(String code, String title, Registered registered) {
    if (registered.needsConsent()) {
      return Response.page(
          "lti/register-known",
          new KnownModel(
              code,
              registered.registration().issuer(),
              registered.registration().clientId(),
              registered.sealedProposal()));
    }
    LOG.info("registration {} by invitation", registered.registration().id());
    return Response.page(
        "lti/registered", new DoneModel(title, registered.registration().active()));
  }

  private Response failed(Request request, Refused refused) {
    LOG.info("registration refused: {}", refused.reason());
    boolean canTryAgain = refused.reason() != RegistrationReason.INVITE_UNUSABLE;
    return Response.page(
            "lti/register-failed", new FailedModel(refusals.text(request, refused), canTryAgain))
        .status(refusals.status(refused));
  }
}
