"""What takes messages: a mail server, SendGrid, or files. One file per provider."""
