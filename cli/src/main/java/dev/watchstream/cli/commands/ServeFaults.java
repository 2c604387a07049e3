package dev.watchstream.cli.commands;

import dev.watchstream.replay.faults.FaultUsage;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** The faults in the help of {@code serve}, as the server itself lists them. */
final class ServeFaults {
  private static final int TEXT_WIDTH = 24;

  private ServeFaults() {}

  static String help(Help help) {
    int width = help.commandSpec().usageMessage().width();
    TextTable table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(TEXT_WIDTH, 2, Overflow.SPAN),
            new Column(width - TEXT_WIDTH, 1, Overflow.WRAP));
    FaultUsage.all().forEach(usage -> table.addRowValues(usage.text(), usage.effect()));
    table.addEmptyRow();
    FaultUsage.words().forEach(word -> table.addRowValues(word.text(), word.effect()));
    return "Faults, for --fault:\n" + table;
  }
}
