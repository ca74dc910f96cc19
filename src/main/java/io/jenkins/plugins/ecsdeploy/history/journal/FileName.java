package io.jenkins.plugins.ecsdeploy.history.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes file names of names that others chose. Each list of names has its own, on file systems that take {@code A} and
 * {@code a} for the same, too; none leads out of its folder, and none is reserved on any system.
 */
final class FileName {
    /** Most file systems allow 255 bytes. */
    private static final int LONGEST = 150;

    private static final int KEPT = 80;

    private FileName() {}

    static String of(String... parts) {
        StringBuilder name = new StringBuilder();
        for (String part : parts) {
            // No encoded name has it, so the parts cannot run into each other.
            name.append(name.isEmpty() ? "" : "@").append(encoded(part));
        }
        return name.length() <= LONGEST ? name.toString() : name.substring(0, KEPT) + "@@" + digest(name.toString());
    }

    private static String encoded(String part) {
        StringBuilder name = new StringBuilder();
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '_') {
                name.append((char) b);
            } else {
                name.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        return name.toString();
    }

    private static String digest(String name) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
