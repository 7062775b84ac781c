package org.examhall.bench;

import java.util.List;
import org.examhall.bench.ConnectedLms.Seated;
import org.examhall.demo.lms.DemoLms;
import org.examhall.demo.lms.Version;

/** Servers, a demo LMS with one exam, and students who come from there: the place of one fault. */
final class Hall implements AutoCloseable {
  private final Rig rig;
  private final ConnectedLms connected;

  /** On servers of its own, which it stops in the end; the LMS speaks LTI 1.1. */
  Hall(Rig rig) {
    this(rig, Version.LTI_11);
  }

  /** As {@link #Hall(Rig)}, by another version. */
  Hall(Rig rig, Version version) {
    this.rig = rig;
    this.connected = new ConnectedLms(rig, version, "faults");
  }

  Rig rig() {
    return rig;
  }

  /** The LMS, its link and the way from there. */
  ConnectedLms connected() {
    return connected;
  }

  DemoLms lms() {
    return connected.lms();
  }

  Entry entry() {
    return connected.entry();
  }

  /** The teacher comes, and an exam is behind the link; needs a web process. */
  void open() {
    connected.open();
  }

  /** What is behind the link, once it is open. */
  long resource() {
    return connected.resource();
  }

  /** The course's teacher, who has launched. */
  Teacher teacher() {
    return connected.teacher();
  }

  /** A new student's way in; they have not come yet. */
  Invitation invite(String user) {
    return connected.invite(user);
  }

  /** New students who have launched and started. */
  List<Seated> seat(int count) {
    return connected.seat(count);
  }

  @Override
  public void close() {
    connected.close();
    rig.close();
  }
}
