package io.jenkins.plugins.ecsdeploy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes one pair of RSA keys of each size, and gives that to everybody: for tests, which keep nothing secret by it. */
final class OneKeyPair extends Provider {
    private static final long serialVersionUID = 1L;

    OneKeyPair() {
        super("one-key-pair", "1", "the same pair of RSA keys for everybody");
        put("KeyPairGenerator.RSA", Generator.class.getName());
    }

    /** The name stands above; made by Java's own provider. */
    public static final class Generator extends KeyPairGeneratorSpi {
        private static final Map<Integer, KeyPair> MADE = new ConcurrentHashMap<>();

        private int bits = 2048;

        @Override
        public void initialize(int keysize, SecureRandom random) {
            bits = keysize;
        }

        @Override
        public KeyPair generateKeyPair() {
            return MADE.computeIfAbsent(bits, Generator::make);
        }

        private static KeyPair make(int bits) {
            try {
                KeyPairGenerator real = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
                real.initialize(bits);
                return real.generateKeyPair();
            } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
