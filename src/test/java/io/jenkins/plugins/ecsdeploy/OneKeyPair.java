package io.jenkins.plugins.ecsdeploy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.SecureRandom;

/**
 * Makes one pair of RSA keys, and gives that to everybody: for tests, which keep nothing secret by it. It is of the smallest size
 * that is taken for a key anywhere: the primes of a longer one take seconds to find.
 */
final class OneKeyPair extends Provider {
    private static final long serialVersionUID = 1L;

    OneKeyPair() {
        super("one-key-pair", "1", "the same pair of RSA keys for everybody");
        put("KeyPairGenerator.RSA", Generator.class.getName());
    }

    /** The name stands above; made by Java's own provider. */
    public static final class Generator extends KeyPairGeneratorSpi {
        private static final int BITS = 1024;

        private static KeyPair made;

        @Override
        public void initialize(int keysize, SecureRandom random) {
            // All get the same.
        }

        @Override
        public KeyPair generateKeyPair() {
            synchronized (Generator.class) {
                made = made == null ? make() : made;
                return made;
            }
        }

        private static KeyPair make() {
            try {
                KeyPairGenerator real = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
                real.initialize(BITS);
                return real.generateKeyPair();
            } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
