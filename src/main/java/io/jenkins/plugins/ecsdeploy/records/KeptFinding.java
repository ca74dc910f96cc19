package io.jenkins.plugins.ecsdeploy.records;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding;
import java.util.Locale;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a check has found out of one thing, as it is kept with the build. */
@ExportedBean(defaultVisibility = 4)
public final class KeptFinding {
    private String verdict;
    private String check;
    private String subject;
    private String message;
    private String remedy;

    KeptFinding(Finding finding) {
        verdict = finding.verdict().name();
        check = finding.check();
        subject = finding.subject();
        message = finding.message();
        remedy = finding.remedy();
    }

    /** Fills in what another version did not write, or wrote in a way that cannot be read. */
    private Object readResolve() {
        verdict = Util.fixNull(verdict);
        check = Util.fixNull(check);
        subject = Util.fixNull(subject);
        message = Util.fixNull(message);
        remedy = Util.fixNull(remedy);
        return this;
    }

    /** {@code OK}, {@code WRONG} or {@code NOT_CHECKABLE}. */
    @Exported
    public String getVerdict() {
        return verdict;
    }

    /** For the page: {@code not checkable}. */
    public String getVerdictInWords() {
        return verdict.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether there is nothing to be done about it. */
    public boolean isFine() {
        return verdict.equals(Finding.Verdict.OK.name());
    }

    @Exported
    public String getCheck() {
        return check;
    }

    @Exported
    public String getSubject() {
        return subject;
    }

    @Exported
    public String getMessage() {
        return message;
    }

    @Exported
    public String getRemedy() {
        return remedy;
    }
}
