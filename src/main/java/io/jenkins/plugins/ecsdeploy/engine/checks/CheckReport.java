package io.jenkins.plugins.ecsdeploy.engine.checks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that was found out of a task definition.
 *
 * @param definition what it is called in messages
 */
public record CheckReport(String definition, List<Finding> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    public List<Finding> with(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
    }

    /** {@code 12 ok, 1 wrong, 2 not checkable}. */
    public String summary() {
        return List.of(Verdict.values()).stream()
                .map(verdict -> with(verdict).size() + " " + verdict.inWords())
                .collect(Collectors.joining(", "));
    }

    /** For people: the sum, and a line for each that is not right; what is right is only counted. */
    public List<String> lines() {
        return Stream.concat(
                        Stream.of("Checked " + definition + ": " + summary()),
                        findings.stream()
                                .filter(finding -> finding.verdict() != Verdict.OK)
                                .map(finding -> "  " + finding.line()))
                .toList();
    }

    /** @throws EngineException that names all that is wrong, if something is */
    public void refuseWrong() {
        List<Finding> wrong = with(Verdict.WRONG);
        if (!wrong.isEmpty()) {
            throw new EngineException(definition + " cannot be deployed, " + wrong.size()
                    + (wrong.size() == 1 ? " thing is" : " things are") + " wrong:\n  "
                    + wrong.stream()
                            .map(finding -> finding.line().substring("wrong: ".length()))
                            .collect(Collectors.joining("\n  ")));
        }
    }
}
