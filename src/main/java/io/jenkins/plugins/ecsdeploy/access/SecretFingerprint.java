package io.jenkins.plugins.ecsdeploy.access;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Finds a secret in a text without holding it, so that it may be written to the disk and sent to agents. Only for secrets
 * that are long and random, as those of AWS are: nobody finds such a text by trying.
 */
final class SecretFingerprint implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BASE = 31;

    private final int length;
    /** Cheap to compute while moving along a text; says where the digest is worth computing. */
    private final int rolling;

    private final byte[] salt;
    private final byte[] digest;

    /** @param secret of ASCII letters */
    SecretFingerprint(String secret) {
        length = secret.length();
        rolling = secret.hashCode();
        salt = new byte[16];
        RANDOM.nextBytes(salt);
        digest = digest(secret);
    }

    /** Where the secret begins, or -1. */
    int indexIn(String text, int from) {
        if (text.length() - from < length) {
            return -1;
        }
        int highest = 1;
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * BASE + text.charAt(from + i);
            highest = i == 0 ? 1 : highest * BASE;
        }
        for (int start = from; ; start++) {
            if (hash == rolling && MessageDigest.isEqual(digest, digest(text.substring(start, start + length)))) {
                return start;
            }
            if (start + length == text.length()) {
                return -1;
            }
            hash = (hash - text.charAt(start) * highest) * BASE + text.charAt(start + length);
        }
    }

    /** The text with stars in place of the secret. */
    String mask(String text) {
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (int at = indexIn(text, 0); at >= 0; at = indexIn(text, done)) {
            masked.append(text, done, at).append("****");
            done = at + length;
        }
        return done == 0 ? text : masked.append(text, done, text.length()).toString();
    }

    private byte[] digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            return sha.digest(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
