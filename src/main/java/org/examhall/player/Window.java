package org.examhall.player;

/** An open player window of this process. */
record Window(Conversation conversation, Line line) {
  void pushTaken(int newestEpoch) {
    conversation.pushTaken(newestEpoch, line);
  }
}
