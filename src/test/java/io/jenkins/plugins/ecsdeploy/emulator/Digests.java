package io.jenkins.plugins.ecsdeploy.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Hashes: for signatures, and for values that must be the same whenever they are asked for. */
public final class Digests {
    private Digests() {}

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The digest of an image that nothing else is known of: the one in its name, else one made of the name. */
    public static String image(String image) {
        int at = image.indexOf('@');
        return at >= 0 ? image.substring(at + 1) : "sha256:" + hex(sha256(image.getBytes(StandardCharsets.UTF_8)));
    }

    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public static long number(String name) {
        return Integer.toUnsignedLong(name.hashCode());
    }
}
