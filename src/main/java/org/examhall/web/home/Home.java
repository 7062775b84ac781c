package org.examhall.web.home;

import java.util.Optional;
import org.examhall.core.context.Launch;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;
import org.examhall.web.instructor.ChoosePage;
import org.examhall.web.instructor.Dashboard;
import org.examhall.web.student.FrontPage;
import org.examhall.web.student.NotSetUpPage;
import org.examhall.web.student.ObserverPage;

/** Shows the first page of a launch. */
public final class Home {
  private final ChoosePage choosePage;
  private final Dashboard dashboard;
  private final NotSetUpPage notSetUpPage;
  private final FrontPage frontPage;
  private final ObserverPage observerPage;

  /** Chooses among these. */
  public Home(
      ChoosePage choosePage,
      Dashboard dashboard,
      NotSetUpPage notSetUpPage,
      FrontPage frontPage,
      ObserverPage observerPage) {
    this.choosePage = choosePage;
    this.dashboard = dashboard;
    this.notSetUpPage = notSetUpPage;
    this.frontPage = frontPage;
    this.observerPage = observerPage;
  }

  /** The page for who came. */
  public Response show(Request request) {
    Launch launch = request.get(Launch.class);
    boolean isSetUp = launch.resourceId().isPresent();
    return switch (launch.role()) {
      case INSTRUCTOR ->
          isSetUp ? dashboard.show(request) : choosePage.show(launch, Optional.empty());
      case LEARNER -> isSetUp ? frontPage.show(launch) : notSetUpPage.show(launch);
      case OBSERVER -> observerPage.show(launch);
    };
  }
}
