package io.jenkins.plugins.ecsdeploy.records;

import hudson.XmlFile;
import hudson.util.XStream2;
import java.io.File;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * What this controller remembers beside its builds, a file in {@code JENKINS_HOME}. It makes things better and is not
 * needed: where it cannot be read or written, that goes to Jenkins' log, and nothing fails.
 */
final class StateFile<T> {
    private static final Logger LOGGER = Logger.getLogger(StateFile.class.getName());

    private final XmlFile file;

    StateFile(Class<?> owner) {
        file = new XmlFile(new XStream2(), new File(Jenkins.get().getRootDir(), owner.getName() + ".xml"));
    }

    /** What is in the file, or that. */
    @SuppressWarnings("unchecked") // nobody else writes it
    T read(T otherwise) {
        try {
            return file.exists() ? (T) file.read() : otherwise;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> file + " cannot be read, and begins anew");
            return otherwise;
        }
    }

    void write(T state) {
        try {
            file.write(state);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> file + " cannot be written");
        }
    }
}
