"""What charts share: drawings, axes, labels and looks. Each chart stands with its view."""
