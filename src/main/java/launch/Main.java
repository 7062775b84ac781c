package launch;

/** Entry of {@code java -jar examhall.war}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("examhall");
  }
}
