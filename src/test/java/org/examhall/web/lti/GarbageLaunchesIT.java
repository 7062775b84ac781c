package org.examhall.web.lti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.examhall.core.consumer.LaunchRefusal;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.RunningApp;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The attack: fill the disk by posting launches that nobody signed. */
class GarbageLaunchesIT {
  private final World world = World.fresh();
  private final LaunchRefusals refusals = new LaunchRefusals();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @Requirement("OA-16")
  void garbageFromOneAddressHasTwentyPlacesPushesOutNobodyAndStopsNoLaunch() {
    try (RunningApp site = RunningApp.start(world)) {
      Platform platform = Platform.known(world, site);
      post(platform, site, "203.0.113.1");
      post(platform, site, "2001:db8:0:7::1");

      Stream<CompletableFuture<Integer>> garbage =
          IntStream.range(0, 200)
              .mapToObj(i -> "2001:db8:0:7::" + i)
              .map(source -> CompletableFuture.supplyAsync(() -> post(platform, site, source)));
      Stream<CompletableFuture<Integer>> launches =
          IntStream.range(0, 40)
              .mapToObj(i -> Platform.ordinary())
              .map(l -> CompletableFuture.supplyAsync(() -> platform.launch(l).statusCode()));
      List<Integer> statuses =
          Stream.concat(garbage, launches).toList().stream().map(CompletableFuture::join).toList();

      assertEquals(200, statuses.stream().filter(status -> status == 401).count());
      assertEquals(40, statuses.stream().filter(status -> status == 303).count());
      post(platform, site, "2001:db8:0:7::1"); // takes away what racing ones left to each other
      assertEquals(20, kept("2001:db8:0:7:"));
      assertEquals(1, kept("203.0.113.1"));
    }
  }

  @Test
  @Requirement("OA-16")
  void garbageFromEverywhereLeavesTheNewestTwoThousand() {
    world
        .db()
        .run(
            tx ->
                tx.change(
                    """
                    insert into launch_refusal
                           (at, reference, source_address, fault, clause, consumer_key, signed_url,
                            base_string, hints)
                    select now() - interval '1 hour', '', 'botnet ' || n, '', '', '', '', '', ''
                      from generate_series(1, 2100) n
                    """));

    refuse("first");
    refuse("last");

    assertEquals(List.of("last", "first"), newest(2));
    assertEquals(2_000, newest(10_000).size());
  }

  @Test
  void whatOneSenderMakesHugeIsCut() {
    refuse("x".repeat(500_000));

    assertTrue(world.refusals(1).toString().length() < 50_000);
  }

  private static int post(Platform platform, RunningApp site, String source) {
    return platform
        .send(
            HttpRequest.newBuilder(site.app().resolve("/lti11/launch"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", source)
                .POST(HttpRequest.BodyPublishers.ofString("garbage=" + World.name("g"))))
        .statusCode();
  }

  private void refuse(String key) {
    LaunchRefusal refusal =
        new LaunchRefusal(
            Instant.now(),
            "",
            World.name("source"),
            "KEY_UNKNOWN",
            "",
            key,
            key,
            key,
            Optional.empty(),
            List.of());
    world.db().run(tx -> refusals.add(tx, refusal));
  }

  private List<String> newest(int limit) {
    return world.refusals(limit).stream().map(LaunchRefusal::consumerKey).toList();
  }

  private long kept(String source) {
    return world.refusals(1_000).stream()
        .filter(refusal -> refusal.source().equals(source))
        .count();
  }
}
