package org.examhall.demo.lms;

import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.examhall.demo.lms.lti13.AccessTokens;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.PlatformKeys;
import org.examhall.demo.lms.lti13.Quirk;
import org.examhall.demo.lms.lti13.Refused;
import org.examhall.demo.lms.lti13.Registration;
import org.examhall.demo.lms.lti13.ToolTokens;

/**
 * The LMS as a platform of LTI 1.3: its addresses, its keys, the tool it knows, and its habits.
 *
 * <p>Threads: any.
 */
public final class Platform {
  private final Supplier<URI> home;
  private final Clock clock;
  private final Consumer<Supplier<Kept>> keeper;
  private final PlatformKeys keys;
  private final Logins logins = new Logins();
  private final AccessTokens tokens;
  private final ToolTokens toolTokens;
  private final Columns columns;
  private final ServiceOrders orders = new ServiceOrders();
  private final ServiceLog log = new ServiceLog();
  private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
  private Personality personality;
  private Optional<Registration> registration;

  /**
   * All that it remembers between runs.
   *
   * @param keys private; empty while there are none
   * @param registrations the one there is, if any
   */
  public record Kept(
      String keys,
      List<Registration> registrations,
      Personality personality,
      List<Quirk> quirks,
      List<LineItem> lineItems,
      List<Result> results) {
    static Kept nothing() {
      return new Kept("", List.of(), Personality.PLAIN, List.of(), List.of(), List.of());
    }
  }

  /**
   * A platform that goes on from what it remembers.
   *
   * @param home the LMS's address
   * @param keeper is told of every change
   */
  Platform(Supplier<URI> home, Clock clock, Kept kept, Consumer<Supplier<Kept>> keeper) {
    this.home = home;
    this.clock = clock;
    this.keeper = keeper;
    this.keys = PlatformKeys.of(kept.keys());
    this.tokens = new AccessTokens(clock);
    this.toolTokens = new ToolTokens(clock);
    this.columns = new Columns(kept.lineItems(), kept.results(), this::keep);
    this.registration = kept.registrations().stream().findFirst();
    this.personality = kept.personality();
    this.quirks.addAll(kept.quirks());
  }

  /** The tool, if it is connected. */
  public synchronized Optional<Registration> registration() {
    return registration;
  }

  /** The tool. */
  Registration tool() {
    return registration()
        .orElseThrow(() -> new Refused(409, "", "No tool is connected by LTI 1.3 yet."));
  }

  /** Knows this tool from now on, in place of another; has a key before it is asked for one. */
  public void connect(Registration tool) {
    keys.begin();
    change(() -> registration = Optional.of(tool));
  }

  /** Which deployment a launch of the course belongs to. */
  public String deployment() {
    String registered = tool().deployment();
    if (has(Quirk.DEPLOYMENT_PER_COURSE)) {
      return registered + ":" + Course.ID;
    }
    return has(Quirk.DEPLOYMENT_PER_SCHOOL) ? "school-of-" + registered : registered;
  }

  /** What it calls itself, and where it is: {@code iss}. */
  public String issuer() {
    return home.get().toString();
  }

  /** An address of its own. */
  URI at(String path) {
    return home.get().resolve(path);
  }

  /** What requests for tokens have to be addressed to. */
  public String audience() {
    return has(Quirk.TOKEN_AUDIENCE_OTHER)
        ? at("/lti13/audience").toString()
        : at("/lti13/token").toString();
  }

  public Personality personality() {
    return personality;
  }

  /** Takes on the habits of a real platform, and no others. */
  public void behaveLike(Personality other) {
    change(
        () -> {
          personality = other;
          quirks.clear();
          quirks.addAll(other.quirks());
        });
  }

  /** Takes on a habit. */
  public void add(Quirk quirk) {
    change(() -> quirks.add(quirk));
  }

  /** Drops a habit. */
  public void remove(Quirk quirk) {
    change(() -> quirks.remove(quirk));
  }

  public synchronized boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }

  /** All its habits. */
  public synchronized List<Quirk> quirks() {
    return List.copyOf(quirks);
  }

  public PlatformKeys keys() {
    return keys;
  }

  /** The tokens that it gave out. */
  public AccessTokens tokens() {
    return tokens;
  }

  /** What it thinks of the tool's tokens. */
  ToolTokens toolTokens() {
    return toolTokens;
  }

  Logins logins() {
    return logins;
  }

  /** Line items and results. */
  public Columns columns() {
    return columns;
  }

  /** What its services have been told to do. */
  public ServiceOrders orders() {
    return orders;
  }

  /** What its services have received. */
  public ServiceLog log() {
    return log;
  }

  Clock clock() {
    return clock;
  }

  /** What is new is written down without our lock, which the writer takes itself. */
  private void change(Runnable change) {
    synchronized (this) {
      change.run();
    }
    keep();
  }

  /** Writes down what is new. */
  void keep() {
    keeper.accept(this::kept);
  }

  private synchronized Kept kept() {
    return new Kept(
        keys.kept(),
        registration.stream().toList(),
        personality,
        quirks(),
        columns.lineItems(),
        columns.results());
  }
}
