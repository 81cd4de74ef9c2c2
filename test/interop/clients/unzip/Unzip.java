import java.io.FileInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Prints the SHA-256 of the text in a gzip file, read as Eureka's clients read an answer. */
public class Unzip {
  public static void main(String[] args) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new GZIPInputStream(new FileInputStream(args[0]))) {
      byte[] buffer = new byte[4096];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) digest.update(buffer, 0, count);
    }
    System.out.println(HexFormat.of().formatHex(digest.digest()));
  }
}
