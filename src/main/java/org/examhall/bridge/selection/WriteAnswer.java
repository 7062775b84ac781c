package org.examhall.bridge.selection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.examhall.bridge.launch.OwnKeys;
import org.examhall.bridge.launch.Selection;
import org.examhall.core.consumer.Lti11Key;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.Lti13Deployment;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.contentitem.OlderReturn;
import org.examhall.lti.contentitem.SelectionAnswers;
import org.examhall.lti.deeplink.ChosenItems;
import org.examhall.lti.deeplink.DeepLinkResponse;
import org.examhall.lti.oauth.FormKey;
import org.examhall.lti.oauth.FormSigner;
import org.examhall.lti.oauth.SignatureMethod;
import org.examhall.lti.oauth.SignedForm;

/** Writes the message that answers a selection, signed as its platform wants it. */
public final class WriteAnswer {
  private static final OlderReturn.Size SIZE = new OlderReturn.Size(1000, 800);

  private final Db db;
  private final Keys keys;
  private final ExamLinks links;
  private final Json json;

  /** Whose answers are signed with what. */
  public record Keys(
      Lti13Deployments deployments,
      Lti13Registrations registrations,
      Lti11Keys lti11,
      OwnKeys own) {}

  /** Signs with {@code keys}; {@code links} say how an exam is opened. */
  public WriteAnswer(Db db, Keys keys, ExamLinks links, Json json) {
    this.db = db;
    this.keys = keys;
    this.links = links;
    this.json = json;
  }

  /** The message; the same each time. */
  SelectionAnswer run(Selection selection, Answered answered) {
    if (selection instanceof Selection.DeepLinking asked) {
      return deepLink(asked, answered);
    }
    return selection instanceof Selection.ContentItems asked
        ? contentItems(asked, answered)
        : older(((Selection.Older) selection).returnTo(), answered.exams());
  }

  private SelectionAnswer deepLink(Selection.DeepLinking asked, Answered answered) {
    JsonNode claims =
        response(asked)
            .claims(
                ChosenItems.of(links.linkItems(answered.exams()), asked.settings()),
                DeepLinkResponse.Words.NONE,
                answered.at(),
                answered.nonce());
    return SelectionAnswer.deepLink(asked.settings().returnUrl(), keys.own().sign(claims));
  }

  private DeepLinkResponse response(Selection.DeepLinking asked) {
    return db.read(
        tx -> {
          Lti13Deployment deployment = keys.deployments().byId(tx, asked.deploymentId());
          Lti13Registration registration =
              keys.registrations().byId(tx, deployment.registrationId());
          return new DeepLinkResponse(
              registration.issuer(),
              registration.clientId(),
              deployment.deploymentId(),
              asked.settings().data());
        });
  }

  private SelectionAnswer contentItems(Selection.ContentItems asked, Answered answered) {
    FormSigner signer = new FormSigner(Clock.fixed(answered.at(), ZoneOffset.UTC), answered::nonce);
    SelectionAnswers answers = new SelectionAnswers(signer, json);
    FormKey key = formKey(db.read(tx -> keys.lti11().byId(tx, asked.keyId())));
    SignedForm form =
        answered.exams().isEmpty()
            ? answers.cancelled(key, asked.returnTo())
            : answers.chosen(key, asked.returnTo(), links.contentItems(answered.exams()), "");
    return new SelectionAnswer(
        form.action(),
        form.fields().stream()
            .map(field -> new SelectionAnswer.Field(field.name(), field.value()))
            .toList());
  }

  /** Platforms take SHA-1; one that was told to send nothing weaker takes what it sends. */
  private static FormKey formKey(Lti11Key key) {
    return new FormKey(
        key.key(), key.secret(), SignatureMethod.valueOf(key.minimumMethod().replace('-', '_')));
  }

  private SelectionAnswer older(OlderReturn returnTo, List<ChosenExam> exams) {
    String url =
        exams.stream()
            .findFirst()
            .map(
                exam ->
                    returnTo.chosen(
                        OlderReturn.Type.LTI_LAUNCH_URL, links.addressOf(exam), exam.title(), SIZE))
            .orElse(returnTo.url());
    return new SelectionAnswer(url, List.of());
  }
}
