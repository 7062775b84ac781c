package org.examhall.core.consumer;

import org.examhall.kernel.fault.Kind;
import org.examhall.kernel.fault.Reason;

/** Why something about a consumer is refused. */
public enum ConsumerReason implements Reason {
  /** Another consumer has this key already: {0}. */
  KEY_TAKEN(Kind.CONFLICT, "consumer.key_taken"),
  /** A title, key or secret is empty or too long. */
  INCOMPLETE(Kind.BAD_INPUT, "consumer.incomplete"),
  /** No consumer has the key {0}. */
  KEY_MISSING(Kind.NOT_FOUND, "consumer.key_missing"),
  /** No such signature method. */
  METHOD_UNKNOWN(Kind.BAD_INPUT, "consumer.method_unknown"),
  /** The clock difference is not between {0} and {1} seconds. */
  WINDOW_OUTSIDE(Kind.BAD_INPUT, "consumer.window_outside"),
  /** A title is empty or too long. */
  TITLE_UNUSABLE(Kind.BAD_INPUT, "consumer.title_unusable"),
  /** An issuer or a client id is empty, or one of a platform's texts is too long. */
  PLATFORM_INCOMPLETE(Kind.BAD_INPUT, "consumer.platform_incomplete"),
  /** {0} is no address on the web. */
  ADDRESS_UNUSABLE(Kind.BAD_INPUT, "consumer.address_unusable"),
  /** There is a registration of the issuer {0} and the client id {1} already. */
  CLIENT_TAKEN(Kind.CONFLICT, "consumer.client_taken"),
  /** There is no registration of the issuer {0} and the client id {1}. */
  CLIENT_MISSING(Kind.NOT_FOUND, "consumer.client_missing"),
  /** There is no consumer {0}. */
  CONSUMER_MISSING(Kind.NOT_FOUND, "consumer.consumer_missing"),
  /** Somebody launched for the consumer {0} already: it can't become part of another. */
  LAUNCHED_ALREADY(Kind.CONFLICT, "consumer.launched_already"),
  /** A deployment id is empty or too long. */
  DEPLOYMENT_UNUSABLE(Kind.BAD_INPUT, "consumer.deployment_unusable"),
  /** The leeway is not between {0} and {1} seconds. */
  LEEWAY_OUTSIDE(Kind.BAD_INPUT, "consumer.leeway_outside"),
  /** The oldest age is not between {0} and {1} seconds. */
  AGE_OUTSIDE(Kind.BAD_INPUT, "consumer.age_outside"),
  /** More than {0} further audiences, or one of more than {1} characters. */
  AUDIENCES_OUTSIDE(Kind.BAD_INPUT, "consumer.audiences_outside"),
  /** Not the start of a web address that ends in a slash. */
  PREFIX_UNUSABLE(Kind.BAD_INPUT, "consumer.prefix_unusable"),
  /** The number of grades at once is not between {0} and {1}. */
  AT_ONCE_OUTSIDE(Kind.BAD_INPUT, "consumer.at_once_outside");

  private final Kind kind;
  private final String messageKey;

  ConsumerReason(Kind kind, String messageKey) {
    this.kind = kind;
    this.messageKey = messageKey;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String messageKey() {
    return messageKey;
  }
}
