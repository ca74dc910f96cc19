package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The sum by which a registry names content: {@code sha256:} and 64 hexadecimal digits. */
public final class Digest {
    private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");
    /** OCI image specification, "Registered algorithms"; only children and blobs of an index may be named so here. */
    private static final Pattern ANY = Pattern.compile(SHA256 + "|sha512:[0-9a-f]{128}");

    private Digest() {}

    /** Of the bytes as they are. */
    public static String of(byte[] bytes) {
        return sum("sha256", bytes);
    }

    /** Whether it is a sum of SHA-256, which all registries have. */
    public static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }

    /** Whether it is a sum that can be computed here. */
    static boolean isOne(String text) {
        return ANY.matcher(text).matches();
    }

    /** Whether the digest is that of the bytes. */
    static boolean matches(String digest, byte[] bytes) {
        return isOne(digest) && digest.equals(sum(digest.substring(0, digest.indexOf(':')), bytes));
    }

    private static String sum(String algorithm, byte[] bytes) {
        try {
            MessageDigest sums =
                    MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT).replace("SHA", "SHA-"));
            return algorithm + ":" + HexFormat.of().formatHex(sums.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-2", e);
        }
    }
}
