package org.examhall.web.lti;

import org.examhall.bridge.cartridge.WriteCartridge;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.text.Messages;
import org.examhall.web.http.Request;
import org.examhall.web.http.Response;

/** The XML that an LMS fetches to add us as a tool. Source: XC-*. */
public final class CartridgeHandler {
  private final Db db;
  private final WriteCartridge write;
  private final Messages messages;

  /** Written by {@code write}, with the title and description of {@code messages}. */
  public CartridgeHandler(Db db, WriteCartridge write, Messages messages) {
    this.db = db;
    this.write = write;
    this.messages = messages;
  }

  /** The cartridge; an LMS keeps its own copy, so its language is not that of whoever fetches. */
  public Response show(Request request) {
    String title = messages.text(messages.usual(), "http.product");
    String description = messages.text(messages.usual(), "cartridge.description");
    return Response.text("application/xml", db.tx(tx -> write.run(tx, title, description)));
  }
}
