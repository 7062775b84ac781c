package org.examhall.boot;

import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.bridge.selection.AnswerSelection;
import org.examhall.bridge.selection.ExamLinks;
import org.examhall.bridge.selection.OpenSelections;
import org.examhall.bridge.selection.WriteAnswer;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.exam.AddVersion;
import org.examhall.core.exam.ExamQuestions;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Exams;
import org.examhall.core.exam.ReceivePackage;
import org.examhall.core.resource.ChooseExam;
import org.examhall.core.resource.CourseExams;
import org.examhall.core.resource.ResourceSettings;
import org.examhall.core.resource.Resources;
import org.examhall.scorm.PackageStore;
import org.examhall.web.http.Origins;
import org.examhall.web.instructor.SelectPage;
import org.examhall.web.instructor.SelectionUploads;
import org.examhall.web.instructor.UploadLimits;
import org.examhall.web.instructor.UploadPackage;
import org.examhall.web.instructor.UploadProgress;

/** The pages of choosing exams for an LMS, and what they are made of. */
final class SelectionPages {
  private final Exams exams = new Exams();
  private final ExamVersions versions = new ExamVersions();
  private final Resources resources = new Resources();
  private final ResourceSettings settings = new ResourceSettings();

  final SelectPage select;
  final UploadPackage upload;

  SelectionPages(Core core, Origins origins, PackageStore packages, UploadLimits limits) {
    OpenSelections selections = new OpenSelections(core.launches, core.json);
    AnswerSelection answer =
        new AnswerSelection(
            core.pages, selections, tables(), writeAnswer(core, origins), core.clock);
    this.select =
        new SelectPage(
            core.pages, new SelectPage.Tables(new CourseExams(), selections), answer, limits);
    this.upload =
        new UploadPackage(
            core.pages,
            new ReceivePackage(packages),
            new SelectionUploads(new AddVersion(exams, versions, new ExamQuestions()), select),
            new UploadProgress(core.json, core.messages),
            limits);
  }

  private AnswerSelection.Tables tables() {
    return new AnswerSelection.Tables(
        resources,
        versions,
        new ChooseExam(exams, versions, resources, settings, new ResourceLinks()));
  }

  private WriteAnswer writeAnswer(Core core, Origins origins) {
    return new WriteAnswer(
        core.pages,
        new WriteAnswer.Keys(
            new Lti13Deployments(), new Lti13Registrations(), core.lti11Keys, core.ownKeys),
        new ExamLinks(core.pages, settings, new ToolAddresses(origins.app())),
        core.json);
  }
}
