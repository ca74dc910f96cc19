package io.jenkins.plugins.ecsdeploy.access;

import hudson.Extension;
import hudson.MarkupText;
import hudson.Util;
import hudson.console.ConsoleAnnotationDescriptor;
import hudson.console.ConsoleAnnotator;
import hudson.console.ConsoleNote;
import hudson.model.Job;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Names a build in the log of another one, in a line that goes to the log and nowhere else. A log is written once and read
 * by many, so what it says in plain text is the number alone; the page adds the name and a link for those who may read the
 * job of the named build.
 */
public final class BuildNote extends ConsoleNote<Object> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(BuildNote.class.getName());

    private final String job;
    private final int number;
    private final String displayName;

    private BuildNote(String job, int number, String displayName) {
        this.job = job;
        this.number = number;
        this.displayName = displayName;
    }

    /** The build for a line of a log: {@code #90} with this note. */
    public static String encoded(String job, int number, String displayName) {
        String text = text(number);
        try {
            return new BuildNote(job, number, displayName).encode() + text;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot write the note for " + job + " " + text);
            return text;
        }
    }

    @Override
    public ConsoleAnnotator<Object> annotate(Object context, MarkupText line, int at) {
        ReadableJobs.readable(job)
                .ifPresent(readable -> line.addMarkup(
                        at,
                        at + text(number).length(),
                        "<a href='" + Util.escape(address(readable)) + "'>" + Util.escape(readable.getFullName()) + " ",
                        "</a>" + name()));
        return null;
    }

    private String address(Job<?, ?> readable) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        // Without a request it is rendered for a mail, say.
        String root = request == null ? Util.fixNull(Jenkins.get().getRootUrl()) : request.getContextPath() + "/";
        return root + readable.getUrl() + number + "/";
    }

    private String name() {
        return displayName.equals(text(number)) ? "" : " " + Util.escape(Shown.quote(displayName));
    }

    private static String text(int number) {
        return "#" + number;
    }

    @Extension
    public static final class DescriptorImpl extends ConsoleAnnotationDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.BuildNote_displayName();
        }
    }
}
