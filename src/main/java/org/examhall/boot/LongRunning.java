package org.examhall.boot;

import org.examhall.cli.Processes;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes that run until they are told to stop. */
final class LongRunning implements Processes {
  private static final Logger LOG = LoggerFactory.getLogger(LongRunning.class);

  @Override
  public void serve(Config config, int port) throws Exception {
    try (StopSignal stop = new StopSignal();
        RunningSite site = RunningSite.start(config, port)) {
      LOG.info("serving {} on port {}", config.text(Option.PUBLIC_URL), port);
      stop.await();
    }
  }

  @Override
  public void work(Config config) throws Exception {
    try (StopSignal stop = new StopSignal();
        Core core = new Core(config);
        Worker worker = new Worker(core)) {
      core.migrate();
      worker.start();
      LOG.info("working");
      stop.await();
    }
  }
}
