package org.examhall.boot;

import org.examhall.core.access.AccessChanges;
import org.examhall.core.attempt.AttemptEvents;
import org.examhall.core.attempt.AttemptRules;
import org.examhall.core.attempt.AttemptTokens;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.attempt.ChangeTimes;
import org.examhall.core.attempt.IssueTicket;
import org.examhall.core.attempt.LiveNews;
import org.examhall.core.attempt.OpenAttempt;
import org.examhall.core.attempt.receipt.CheckReceipt;
import org.examhall.core.attempt.receipt.GiveReceipt;
import org.examhall.core.attempt.receipt.ReceiptMails;
import org.examhall.core.attempt.receipt.Receipts;
import org.examhall.core.context.CourseGroups;
import org.examhall.core.context.Persons;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.context.Rosters;
import org.examhall.core.exam.AddVersion;
import org.examhall.core.exam.CopyVersion;
import org.examhall.core.exam.ExamQuestions;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Exams;
import org.examhall.core.exam.ReceivePackage;
import org.examhall.core.report.Absences;
import org.examhall.core.report.AttemptHeads;
import org.examhall.core.report.AttemptLines;
import org.examhall.core.report.KeptDataCounts;
import org.examhall.core.report.Summaries;
import org.examhall.core.resource.ChooseExam;
import org.examhall.core.resource.CopyResource;
import org.examhall.core.resource.EarlierResources;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.core.resource.UseExam;
import org.examhall.core.scoring.ChangeSettings;
import org.examhall.core.scoring.Grades;
import org.examhall.core.scoring.ResendGrade;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.net.Outbound;
import org.examhall.scorm.PackageStore;
import org.examhall.web.home.Home;
import org.examhall.web.http.Origins;
import org.examhall.web.instructor.AttemptsFile;
import org.examhall.web.instructor.ChoosePage;
import org.examhall.web.instructor.ClassRows;
import org.examhall.web.instructor.ComparePage;
import org.examhall.web.instructor.Dashboard;
import org.examhall.web.instructor.ExamPage;
import org.examhall.web.instructor.ExtraTimeFormPage;
import org.examhall.web.instructor.ExtraTimePage;
import org.examhall.web.instructor.LinkUploads;
import org.examhall.web.instructor.MemberList;
import org.examhall.web.instructor.ReceiptCheckPage;
import org.examhall.web.instructor.ReuseExam;
import org.examhall.web.instructor.SettingsPage;
import org.examhall.web.instructor.StaffActions;
import org.examhall.web.instructor.UploadLimits;
import org.examhall.web.instructor.UploadPackage;
import org.examhall.web.instructor.UploadProgress;
import org.examhall.web.parts.PlayerAddress;
import org.examhall.web.person.ErasePage;
import org.examhall.web.person.PrivacyPage;
import org.examhall.web.person.ReviewPage;
import org.examhall.web.student.FrontPage;
import org.examhall.web.student.NotSetUpPage;
import org.examhall.web.student.ObserverPage;
import org.examhall.web.student.OwnAttempts;
import org.examhall.web.student.ReceiptPage;

/** The pages of a launch and what they are made of. */
final class LaunchPages {
  private final Exams exams = new Exams();
  private final ExamVersions versions = new ExamVersions();
  private final ExamQuestions questions = new ExamQuestions();
  private final Resources resources = new Resources();
  private final EarlierResources earlier = new EarlierResources();
  private final CourseGroups groups = new CourseGroups();
  private final ResourceSettings settings = new ResourceSettings();
  private final Attempts attempts = new Attempts();
  private final AttemptLines lines = new AttemptLines();
  private final AttemptRules rules = new AttemptRules();
  private final AccessChanges changes = new AccessChanges();
  private final ChangeTimes changeTimes = new ChangeTimes(new AttemptEvents());
  private final ScoreOutbox outbox = new ScoreOutbox();
  private final ReceiptMails mails = new ReceiptMails();
  private final ClassRows rows = new ClassRows(lines, outbox, mails);

  final Home home;
  final ChoosePage choose;
  final ReuseExam reuse;
  final UploadPackage upload;
  final SelectionPages selection;
  final ExamPage exam;
  final SettingsPage settingsPage;
  final ExtraTimePage extraTime;
  final ExtraTimeFormPage extraTimeForm;
  final MemberList members;
  final StaffActions staff;
  final ComparePage compare;
  final AttemptsFile attemptsFile;
  final OwnAttempts own;
  final ReceiptPage receipt;
  final ReceiptCheckPage receiptCheck;
  final PrivacyPage privacy;
  final ErasePage erase;

  LaunchPages(Core core, Origins origins, PackageStore packages, LiveNews news, Outbound prompt) {
    UploadLimits limits = limits(core);
    ChooseExam chooseExam =
        new ChooseExam(exams, versions, resources, settings, new ResourceLinks());
    UseExam useExam = new UseExam(exams, versions, resources);
    this.choose = new ChoosePage(core.pages, exams, earlier, chooseExam, limits);
    this.reuse = reuse(core, chooseExam);
    this.exam = new ExamPage(core.pages, resources, versions, questions, useExam, limits);
    this.upload =
        new UploadPackage(
            core.pages,
            new ReceivePackage(packages),
            new LinkUploads(
                new LinkUploads.Placement(
                    new AddVersion(exams, versions, questions), chooseExam, useExam, resources),
                choose,
                exam),
            new UploadProgress(core.json, core.messages),
            limits);
    this.selection = new SelectionPages(core, origins, packages, limits);
    this.settingsPage = settingsPage(core, news);
    this.extraTime =
        new ExtraTimePage(
            core.pages,
            new ExtraTimePage.Tables(resources, versions, changes, rules),
            changeTimes,
            news);
    this.extraTimeForm = new ExtraTimeFormPage(core.pages, resources, changes, changeTimes, news);
    PlayerAddress player = new PlayerAddress(origins.content());
    OpenAttempt open = new OpenAttempt(resources, attempts, rules);
    IssueTicket tickets = new IssueTicket(attempts, rules, new AttemptTokens(core.tokens));
    this.own = new OwnAttempts(core.pages, open, tickets, player);
    this.staff =
        new StaffActions(core.pages, open, tickets, player, new ResendGrade(outbox), core.bell);
    this.compare = compare(core, prompt);
    this.attemptsFile = attemptsFile(core);
    Receipts receipts = ReceiptParts.receipts(core);
    AttemptHeads heads = new AttemptHeads();
    this.receipt =
        new ReceiptPage(
            core.pages,
            new ReceiptPage.Reads(attempts, rules, heads, outbox, mails),
            new GiveReceipt(receipts),
            core.messages);
    this.receiptCheck =
        new ReceiptCheckPage(
            core.pages, resources, heads, outbox, new CheckReceipt(attempts, receipts));
    this.members = new MemberList(core.pages, new Rosters(), groups, new Absences());
    this.privacy =
        new PrivacyPage(
            core.pages,
            new PrivacyPage.Tables(new Persons(), core.launches, new KeptDataCounts()),
            PersonParts.file(core),
            core.config.text(Option.SUPPORT_CONTACT));
    this.erase = new ErasePage(core.pages, new Persons(), core.launches, PersonParts.erase(core));
    this.home = home(core);
  }

  private SettingsPage settingsPage(Core core, LiveNews news) {
    return new SettingsPage(
        core.pages,
        resources,
        settings,
        new ChangeSettings(settings, new Grades()),
        changeTimes,
        core.bell,
        news,
        core.mail.isPresent());
  }

  private ComparePage compare(Core core, Outbound prompt) {
    GradeParts grades = new GradeParts(core, core.pages, prompt, core.services(prompt));
    return new ComparePage(
        core.pages, new ComparePage.Tables(resources, groups), grades.compare(), grades.release());
  }

  private AttemptsFile attemptsFile(Core core) {
    return new AttemptsFile(
        core.reports, new AttemptsFile.Tables(resources, groups, settings, rows), core.messages);
  }

  private ReuseExam reuse(Core core, ChooseExam choose) {
    CopyVersion copy = new CopyVersion(exams, versions, questions);
    return new ReuseExam(core.pages, new CopyResource(earlier, copy, choose, settings));
  }

  private Home.AboutPerson aboutPerson(Core core) {
    return new Home.AboutPerson(
        new ReviewPage(core.pages, new ReviewPage.Tables(resources, new Persons(), lines, rules)),
        privacy);
  }

  private Home home(Core core) {
    Dashboard dashboard =
        new Dashboard(
            core.pages, new ResourceLinks(), resources, settings, new Summaries(), rows, members);
    return new Home(
        new Home.Instructors(choose, dashboard, selection.select),
        new Home.Students(
            new NotSetUpPage(core.pages),
            new FrontPage(core.pages, rules, lines, outbox),
            new ObserverPage(
                core.pages,
                new ObserverPage.Tables(resources, settings, new Persons(), lines, rules))),
        aboutPerson(core));
  }

  private static UploadLimits limits(Core core) {
    return new UploadLimits(
        core.config.integer(Option.MAX_UPLOAD_MEGABYTES),
        core.config.integer(Option.MAX_UNPACKED_MEGABYTES),
        core.config.integer(Option.MAX_PACKAGE_FILES));
  }
}
