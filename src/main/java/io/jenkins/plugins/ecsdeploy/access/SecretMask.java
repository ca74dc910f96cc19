package io.jenkins.plugins.ecsdeploy.access;

import hudson.console.LineTransformationOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.util.JenkinsJVM;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;

/** Puts stars in place of lent credentials in the log. It holds {@link SecretFingerprint}s, never a secret. */
final class SecretMask extends TaskListenerDecorator {
    private static final long serialVersionUID = 1L;

    private final String lease;
    private final List<SecretFingerprint> known = new CopyOnWriteArrayList<>();

    /** @param lease the key of the {@link LentCredentials} */
    SecretMask(String lease) {
        this.lease = lease;
    }

    @Override
    public OutputStream decorate(OutputStream logger) {
        return new LineTransformationOutputStream.Delegating(logger) {
            /** Bytes are taken for letters one by one: the secrets are ASCII, whatever the rest is. */
            @Override
            protected void eol(byte[] bytes, int length) throws IOException {
                String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
                String masked = line;
                for (SecretFingerprint secret : secrets()) {
                    masked = secret.mask(masked);
                }
                out.write(masked.getBytes(StandardCharsets.ISO_8859_1));
            }
        };
    }

    /** Credentials are renewed while the block runs; of those before a restart, what was written down is left. */
    private List<SecretFingerprint> secrets() {
        if (JenkinsJVM.isJenkinsJVM()) {
            LentCredentials.secrets(lease).forEach(secret -> {
                if (!known.contains(secret)) {
                    known.add(secret);
                }
            });
        }
        return known;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        secrets();
        out.defaultWriteObject();
    }
}
