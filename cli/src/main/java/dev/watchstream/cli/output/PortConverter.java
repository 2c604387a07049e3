package dev.watchstream.cli.output;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads ports, of which there are fewer than numbers. */
public final class PortConverter implements ITypeConverter<Integer> {

  private static final int MOST = 65_535;

  @Override
  public Integer convert(String text) {
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > MOST) {
      throw new TypeConversionException("a port is from 0 to " + MOST + ", not '" + text + "'");
    }
    return Integer.valueOf(text);
  }
}
